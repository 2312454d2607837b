using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity.Tickets;

namespace RoomChat.Web.Gateway.Direct;

/// <summary>Chooses the realtime instance for a client's direct connection, in turn.</summary>
internal sealed class DirectAddresses
{
    private readonly Uri[] _all;
    private readonly Uri[] _overTls;
    private uint _turn;

    public DirectAddresses(IOptions<DirectOptions> options, TicketSeal seal)
    {
        // Tickets are sealed with the secret. Without a secret there are no tickets.
        _all = seal.IsOn ? [.. options.Value.Addresses.Select(static address => new Uri(address))] : [];
        _overTls = [.. _all.Where(static address => address.Scheme == Uri.UriSchemeHttps)];
        Origins = [.. _all.Concat(_all.Select(ToSocket)).Select(static address => address.GetLeftPart(UriPartial.Authority))];
    }

    /// <summary>Origins that a page must be allowed to connect to: by WebSocket, and by HTTP for the negotiation of hub clients.</summary>
    public IReadOnlyList<string> Origins { get; }

    /// <summary>
    /// The address of the next instance; null when there is none for this request. A request over TLS never gets an address without TLS.
    /// </summary>
    public Uri? Next(HttpRequest request)
    {
        var good = request.IsHttps ? _overTls : _all;
        return good.Length == 0 ? null : good[Interlocked.Increment(ref _turn) % (uint)good.Length];
    }

    /// <summary>The same address for a WebSocket.</summary>
    public static Uri ToSocket(Uri address) =>
        new UriBuilder(address) { Scheme = address.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
}
