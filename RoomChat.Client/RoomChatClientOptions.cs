using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RoomChat.Client;

/// <summary>Endpoint, credentials, timeouts and limits of a <see cref="RoomChatClient"/>.</summary>
public sealed class RoomChatClientOptions
{
    /// <summary>Address of the WebSocket, <c>ws://</c> or <c>wss://</c>, usually ending in <c>/ws</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>
    /// Key of the gateway, sent as the query parameter <c>subscription-key</c>; null with a cookie or without a key. Never logged.
    /// </summary>
    public string? SubscriptionKey { get; init; }

    /// <summary>
    /// Gets the bearer token of a user, for each attempt to connect and before the connection's token expires. It is sent as the query
    /// parameter <c>access_token</c>; null when no token is needed. An exception counts as a failed attempt. Never logged.
    /// </summary>
    public Func<CancellationToken, Task<string>>? GetAccessToken { get; init; }

    /// <summary>Upper bound of the wait before the first reconnect. It doubles with each attempt.</summary>
    public TimeSpan MinReconnectDelay { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>Upper bound of the wait before any attempt.</summary>
    public TimeSpan MaxReconnectDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time limit of an attempt to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time limit of the server's answer to an action.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this time without a frame the client sends a ping.</summary>
    public TimeSpan SilenceBeforeProbe { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time limit of a sign of life; then the connection ends. With a question unanswered, <see cref="RequestTimeout"/> is added to it.
    /// </summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Queued events per room. With a full queue, messages are requested again after the reader has caught up.</summary>
    public int MaxQueuedEvents { get; init; } = 4096;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The source of jitter.</summary>
    public Random Random { get; init; } = Random.Shared;

    private static readonly HttpClient Http = new();

    /// <summary>
    /// A trimmed program that gives its own socket sets this switch to false in its project file. It is then published without the
    /// framework's WebSocket.
    /// </summary>
    [FeatureSwitchDefinition("RoomChat.Client.HasDefaultSocket")]
    private static bool HasDefaultSocket => !AppContext.TryGetSwitch("RoomChat.Client.HasDefaultSocket", out var isOn) || isOn;

    /// <summary>
    /// Makes the socket of each attempt. By default it connects directly where the gateway offers that: <see cref="DirectSockets"/>.
    /// In a browser, give a socket that closes the browser's WebSocket when an attempt is cancelled, as RoomChat's own page does.
    /// </summary>
    public Func<IFrameSocket> CreateSocket { get; init; } = HasDefaultSocket
        ? new DirectSockets(Http, static () => new WebSocketFrameSocket()).Create
        : static () => throw new NotSupportedException("This program is published without the default socket: give one.");

    /// <summary>The client's log.</summary>
    public ILogger<RoomChatClient> Logger { get; init; } = NullLogger<RoomChatClient>.Instance;

    /// <summary>Returns the address of one attempt, with the key and a token.</summary>
    internal async Task<Uri> GetAddressAsync(CancellationToken ct)
    {
        var query = new List<string>();
        if (Endpoint.Query.Length > 1) query.Add(Endpoint.Query[1..]);
        if (SubscriptionKey is not null) query.Add($"subscription-key={Uri.EscapeDataString(SubscriptionKey)}");
        if (GetAccessToken is not null) query.Add($"access_token={Uri.EscapeDataString(await GetAccessToken(ct))}");
        return query.Count == 0 ? Endpoint : new UriBuilder(Endpoint) { Query = string.Join('&', query) }.Uri;
    }
}
