using System.Net.Http.Json;
using System.Text.Json;
using RoomChat.Contracts.Http;

namespace RoomChat.Client;

/// <summary>
/// Makes sockets that go past the gateway where it offers that (<c>POST /connect</c>), and through it where it does not, or where that way
/// fails. What failed is left alone for a while, so that reconnecting is not held up.
/// </summary>
/// <param name="http">Asks the gateway. In a browser it brings the page's cookie along.</param>
/// <param name="create">Makes the socket of each attempt.</param>
/// <param name="time">The clock.</param>
public sealed class DirectSockets(HttpClient http, Func<IFrameSocket> create, TimeProvider? time = null)
{
    /// <summary>Together with the way through the gateway it must fit into the time of an attempt.</summary>
    private static readonly TimeSpan MostOfAttempt = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private DateTimeOffset _notBefore;

    /// <summary>A socket for one attempt; for <see cref="RoomChatClientOptions.CreateSocket"/>.</summary>
    public IFrameSocket Create() => new DirectSocket(this);

    /// <summary>A plain socket.</summary>
    internal IFrameSocket CreatePlain() => create();

    /// <summary>A socket that is connected past the gateway; null when it must go through it.</summary>
    /// <param name="endpoint">The gateway's WebSocket, with the key if there is one.</param>
    /// <param name="ct">Gives up.</param>
    internal async Task<IFrameSocket?> TryConnectAsync(Uri endpoint, CancellationToken ct)
    {
        if (_time.GetUtcNow() < _notBefore) return null;
        using var late = new CancellationTokenSource(MostOfAttempt, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        var socket = await AskAsync(endpoint, either.Token) is { } direct ? await ConnectAsync(direct, either.Token) : null;
        // When the attempt was given up, too: the next one must not wait here again.
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
            return null;   // the gateway's own WebSocket is tried next, and tells what is wrong
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
            return null;   // the gateway's own WebSocket is tried next
        }
    }

    /// <summary><c>/connect</c> beside <c>/ws</c>, with the same key.</summary>
    private static Uri AddressBeside(Uri endpoint) => new UriBuilder(new Uri(endpoint, "connect"))
    {
        Scheme = endpoint.Scheme == Uri.UriSchemeWss ? Uri.UriSchemeHttps : Uri.UriSchemeHttp,
        Query = endpoint.Query,
    }.Uri;
}
