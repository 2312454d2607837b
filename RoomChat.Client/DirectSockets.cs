using System.Net.Http.Json;
using System.Text.Json;
using RoomChat.Contracts.Http;

namespace RoomChat.Client;

/// <summary>
/// Makes sockets that bypass the gateway where it offers that (<c>POST /connect</c>). Without the offer, or when the direct connection
/// fails, they go through the gateway. After a failure the direct way is skipped for a while, so that reconnects stay fast.
/// </summary>
/// <param name="http">Sends the request to the gateway. In a browser it sends the page's cookie.</param>
/// <param name="create">Makes the socket of each attempt.</param>
/// <param name="time">The clock.</param>
public sealed class DirectSockets(HttpClient http, Func<IFrameSocket> create, TimeProvider? time = null)
{
    /// <summary>Time limit of the direct way. An attempt must leave time for the way through the gateway.</summary>
    private static readonly TimeSpan MostOfAttempt = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private DateTimeOffset _notBefore;

    /// <summary>A socket for one attempt; for <see cref="RoomChatClientOptions.CreateSocket"/>.</summary>
    public IFrameSocket Create() => new DirectSocket(this);

    /// <summary>A plain socket.</summary>
    internal IFrameSocket CreatePlain() => create();

    /// <summary>Returns a socket connected directly; null when the connection must go through the gateway.</summary>
    /// <param name="endpoint">The gateway's WebSocket, with the key if there is one.</param>
    /// <param name="ct">Cancels the attempt.</param>
    internal async Task<IFrameSocket?> TryConnectAsync(Uri endpoint, CancellationToken ct)
    {
        if (_time.GetUtcNow() < _notBefore) return null;
        using var late = new CancellationTokenSource(MostOfAttempt, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        var socket = await AskAsync(endpoint, either.Token) is { } direct ? await ConnectAsync(direct, either.Token) : null;
        // Also after a cancelled attempt: the next attempt must not wait here again.
        if (socket is null) _notBefore = _time.GetUtcNow() + LeftAlone;
        return socket;
    }

    private async Task<IFrameSocket?> ConnectAsync(Uri address, CancellationToken ct)
    {
        var socket = create();
        try
        {
            await socket.ConnectAsync(address, ct);
            return socket;
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException)
        {
            await socket.DisposeAsync();
            return null;   // the gateway's WebSocket is tried next, and reports the error
        }
    }

    private async Task<Uri?> AskAsync(Uri endpoint, CancellationToken ct)
    {
        try
        {
            using var response = await http.PostAsync(AddressBeside(endpoint), content: null, ct);
            if (!response.IsSuccessStatusCode) return null;
            var offer = await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.DirectConnection, ct);
            return offer is not null && Uri.TryCreate(offer.Url, UriKind.Absolute, out var url) && url.Scheme is "ws" or "wss"
                ? new UriBuilder(url) { Query = $"ticket={Uri.EscapeDataString(offer.Ticket)}" }.Uri
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException
            or IOException or OperationCanceledException)
        {
            return null;   // the gateway's WebSocket is tried next
        }
    }

    /// <summary>The address of <c>/connect</c> next to <c>/ws</c>, with the same key.</summary>
    private static Uri AddressBeside(Uri endpoint) => new UriBuilder(new Uri(endpoint, "connect"))
    {
        Scheme = endpoint.Scheme == Uri.UriSchemeWss ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
        Query = endpoint.Query,
    }.Uri;
}
