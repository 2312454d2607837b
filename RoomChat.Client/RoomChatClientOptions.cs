using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RoomChat.Client;

/// <summary>Where a <see cref="RoomChatClient"/> connects and how patient it is.</summary>
public sealed class RoomChatClientOptions
{
    /// <summary>Address of the WebSocket, <c>ws://</c> or <c>wss://</c>, usually ending in <c>/ws</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Key of the gateway, sent as the query parameter <c>subscription-key</c>; null when a cookie or nothing is needed. Never logged.</summary>
    public string? SubscriptionKey { get; init; }

    /// <summary>
    /// Gets the bearer token of a user: for each attempt to connect, and before the connection's token expires. It is sent as the query
    /// parameter <c>access_token</c>; null when none is needed. What it throws counts as a failed attempt. Never logged.
    /// </summary>
    public Func<CancellationToken, Task<string>>? GetAccessToken { get; init; }

    /// <summary>Upper bound of the wait before the first new attempt; it doubles with each.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Upper bound of the wait before any attempt.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an attempt to connect may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may take to answer an action.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this much silence the server is asked for a sign of life.</summary>
    public TimeSpan SilenceBeforeProbe { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the server may owe a sign of life: without one the connection is over. A server that owes an answer too has a <see
    /// cref="RequestTimeout"/> more.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Events kept per room for a slow reader; what comes beyond is asked for again once the reader has caught up.</summary>
    public int MaxQueuedEvents { get; init; } = 4096;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;

    private static readonly HttpClient Http = new();

    /// <summary>
    /// Makes the socket of each attempt. By default it connects directly where the gateway offers that: <see cref="DirectSockets"/>.
    /// A page should give one that closes the browser's WebSocket when an attempt is given up, as RoomChat's own page does.
    /// </summary>
    public Func<IFrameSocket> CreateSocket { get; init; } = new DirectSockets(Http, static () => new WebSocketFrameSocket()).Create;

    /// <summary>Where the client tells what it does.</summary>
    public ILogger<RoomChatClient> Logger { get; init; } = NullLogger<RoomChatClient>.Instance;

    /// <summary>The address of one attempt, with the key and a token.</summary>
    internal async Task<Uri> GetAddressAsync(CancellationToken ct)
    {
        var query = new List<string>();
        if (Endpoint.Query.Length > 1) query.Add(Endpoint.Query[1..]);
        if (SubscriptionKey is not null) query.Add($"subscription-key={Uri.EscapeDataString(SubscriptionKey)}");
        if (GetAccessToken is not null) query.Add($"access_token={Uri.EscapeDataString(await GetAccessToken(ct))}");
        return query.Count == 0 ? Endpoint : new UriBuilder(Endpoint) { Query = string.Join('&', query) }.Uri;
    }
}
