using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Publishing;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace RoomChat.Realtime.Actions;

/// <summary>Sends what a client says the way of every message: to the broker. By the same rules as the publish API, under the caller's name.</summary>
internal sealed partial class PublishMessage(MessageGate gate, TimeProvider time, ILogger<PublishMessage> logger)
    : IClientAction<ClientFrame.Publish>, IDisposable
{
    // The connection's next action waits as long. The client that sends again with the same id loses nothing by it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogNotTaken(logger, last, count));

    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Publish frame, CancellationToken ct)
    {
        // The request that opened the WebSocket ended long ago: each publish is the root of a trace.
        using var activity = RealtimeMetrics.Activities.StartActivity("publish", ActivityKind.Server);
        var caller = memberships.Connection.Caller;
        var body = new PublishBody(frame.Content, frame.RoomId, frame.MessageId ?? MessageGate.NewMessageId());
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            var outcome = await gate.PublishAsync(
                body, new Sender(new ChatUser(caller.Id, caller.Name), caller.IsUser, caller.Address), EveryoneBy.Name, either.Token);
            if (outcome is not PublishOutcome.Accepted { Answer: var accepted }) return Refuse(outcome, body);
            memberships.Answer(FrameEncoder.Encode(new ServerFrame.Published(accepted.MessageId, accepted.RoomId, accepted.Timestamp)));
            return null;
        }
        catch (Exception e) when (IsFailureOfADependency(e) || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            _failures.Add(e);
            return Refuse(ErrorCode.Unavailable, "The message broker does not answer. Send the message again with the same message_id.", body);
        }
    }

    public void Dispose() => _failures.Dispose();

    /// <summary>Redis too: under <c>TopicPerRoom</c> it keeps the making of topics apart.</summary>
    private static bool IsFailureOfADependency(Exception exception) =>
        exception is ServiceBusException or RedisException or RedisTimeoutException;

    private static ActionRefused Refuse(PublishOutcome outcome, PublishBody body) => outcome switch
    {
        PublishOutcome.TooMany tooMany => Refuse(ErrorCode.RateLimited, tooMany.Text, body),
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
