using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Publishing;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Publishes a client's message through the broker, by the rules of the publish API and in the caller's name. The connection's next
/// message need not wait for the broker's answer.
/// </summary>
internal sealed partial class PublishMessage(MessageGate gate, TimeProvider time, ILogger<PublishMessage> logger) : IDisposable
{
    // Later frames of the connection are answered only after this time. A retry with the same message id is safe.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogNotTaken(logger, last, count));

    /// <summary>
    /// Begins to publish. The outer task completes when the message has its place in the order. The inner task completes when the broker
    /// has answered.
    /// </summary>
    /// <exception cref="OperationCanceledException">The connection began to close meanwhile.</exception>
    public async Task<Task<PublishAnswer>> BeginAsync(Caller caller, ClientFrame.Publish frame, CancellationToken ct)
    {
        var id = frame.MessageId ?? MessageGate.NewMessageId();
        var body = new PublishBody(frame.Content, frame.RoomId, id, frame.UserId, frame.UserName);
        return await gate.AdmitAsync(body, Sender.Of(caller), EveryoneBy.Name, ct) switch
        {
            PublishOutcome.Admitted { Message: var message } => SendAsync(message, body),
            var refused => Task.FromResult(new PublishAnswer(Refused: Refuse(refused, body))),
        };
    }

    /// <summary>
    /// Not cancelled with the connection: a message sent just before the end of the connection is published.
    /// </summary>
    private async Task<PublishAnswer> SendAsync(ChatMessage message, PublishBody body)
    {
        // The request that opened the WebSocket has ended. Each publish is the root of a trace.
        using var activity = RealtimeMetrics.Activities.StartActivity("publish", ActivityKind.Server);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await gate.SendAsync(message, patience.Token);
            return new PublishAnswer(FrameEncoder.Encode(new ServerFrame.Published(message.Id, message.RoomId.Value, message.Timestamp)));
        }
        catch (Exception e) when (IsFailureOfADependency(e) || e is OperationCanceledException)
        {
            _failures.Add(e);
            return new PublishAnswer(Refused: Refuse(
                ErrorCode.Unavailable, "The message broker does not answer. Send the message again with the same message_id.", body));
        }
    }

    public void Dispose() => _failures.Dispose();

    /// <summary>Includes Redis: under <c>TopicPerRoom</c> it holds the lock for making topics.</summary>
    private static bool IsFailureOfADependency(Exception exception) =>
        exception is ServiceBusException or RedisException or RedisTimeoutException;

    private static ActionRefused Refuse(PublishOutcome outcome, PublishBody body) => outcome switch
    {
        PublishOutcome.TooMany tooMany => Refuse(ErrorCode.RateLimited, tooMany.Text, body),
        PublishOutcome.Undecided undecided => Refuse(ErrorCode.Unavailable, undecided.Text, body),
        PublishOutcome.Forbidden forbidden => Refuse(ErrorCode.Forbidden, forbidden.Text, body),
        PublishOutcome.Invalid { Errors: var errors } => new ActionRefused(
            errors.ContainsKey("room_id") && body.RoomId is not null ? ErrorCode.InvalidRoom : ErrorCode.BadFrame,
            string.Join(' ', errors.Values.SelectMany(texts => texts)),
            body.RoomId is null ? null : ActionRefused.Shorten(body.RoomId)),
        _ => throw new InvalidOperationException($"No answer to {outcome}."),
    };

    private static ActionRefused Refuse(string code, string text, PublishBody body) => new(code, text, body.RoomId, body.MessageId);

    [LoggerMessage(LogLevel.Warning, "The broker did not take {Count} messages of connections")]
    private static partial void LogNotTaken(ILogger logger, Exception? last, long count);
}
