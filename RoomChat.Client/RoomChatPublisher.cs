using System.Net.Http.Json;
using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Client;

/// <summary>
/// Publishes over HTTP. All retries of a message carry the same id, so that the server logs it once even when an answer was lost.
/// Thread-safe.
/// </summary>
public sealed class RoomChatPublisher
{
    /// <summary>Header of the gateway's key, as Azure API Management names it.</summary>
    public const string SubscriptionKeyHeader = "Ocp-Apim-Subscription-Key";

    private const int MaxAttempts = 6;
    private static readonly TimeSpan MinDelay = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);
    /// <summary>With a longer <c>Retry-After</c> the publisher throws instead of waiting.</summary>
    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly string? _subscriptionKey;
    private readonly TimeProvider _time;
    private readonly Random _random;

    /// <summary>A publisher to the gateway at <see cref="HttpClient.BaseAddress"/>.</summary>
    /// <param name="http">Its base address is the gateway's.</param>
    /// <param name="subscriptionKey">The gateway's key; null when a cookie or nothing is needed.</param>
    /// <param name="time">The clock of the waits between attempts; the system's by default.</param>
    /// <param name="random">The jitter of the waits between attempts; shared by default.</param>
    public RoomChatPublisher(HttpClient http, string? subscriptionKey = null, TimeProvider? time = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        _http = http;
        _subscriptionKey = subscriptionKey;
        _time = time ?? TimeProvider.System;
        _random = random ?? Random.Shared;
    }

    /// <summary>Publishes a message. Retries while a retry may help.</summary>
    /// <param name="roomId">The room; <see cref="RoomId.All"/> for everyone.</param>
    /// <param name="content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="messageId">
    /// The idempotency key, at most <see cref="ProtocolLimits.MaxMessageIdLength"/> characters; null for a new one.
    /// </param>
    /// <param name="ct">Cancels. The server may still accept the message; publishing it again with the same id is safe.</param>
    /// <exception cref="RoomChatException">Refused, or still failing after several attempts.</exception>
    public async Task<PublishAccepted> PublishAsync(RoomId roomId, string content, string? messageId = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(content);
        var body = new PublishBody(content, roomId.Value, messageId ?? Guid.CreateVersion7(_time.GetUtcNow()).ToString("N"));
        var schedule = new ReconnectSchedule(MinDelay, MaxDelay, _random);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await TryAsync(body, ct);
            if (outcome.Accepted is { } accepted) return accepted;
            var wait = outcome.RetryAfter ?? schedule.Next();
            if (!outcome.Error!.MayRetry || attempt == MaxAttempts || wait > MaxRetryAfter) throw outcome.Error;
            await Task.Delay(wait, _time, ct);
        }
    }

    /// <summary>One attempt.</summary>
    internal async Task<Outcome> TryAsync(PublishBody body, CancellationToken ct)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "publish");
            request.Content = JsonContent.Create(body, HttpJsonContext.Default.PublishBody);
            if (_subscriptionKey is not null) request.Headers.Add(SubscriptionKeyHeader, _subscriptionKey);
            using var response = await _http.SendAsync(request, ct);
            return response.IsSuccessStatusCode
                ? new Outcome(
                    await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.PublishAccepted, ct)
                        ?? throw new JsonException("The answer is null."))
                : new Outcome(Error: await HttpRefusal.ReadAsync(response, ct), RetryAfter: RetryAfter(response));
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException
            || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // No answer, an incomplete answer, or HttpClient's own timeout.
            return new Outcome(Error: new RoomChatException("The chat server cannot be reached.", e) { MayRetry = true });
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
        _ => null,
    };

    /// <summary>Result of an attempt.</summary>
    /// <param name="Accepted">The server's answer; null after a failure.</param>
    /// <param name="Error">The error; null after success.</param>
    /// <param name="RetryAfter">Wait that the server asked for, if any.</param>
    internal sealed record Outcome(PublishAccepted? Accepted = null, RoomChatException? Error = null, TimeSpan? RetryAfter = null);
}
