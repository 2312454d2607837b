using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.ServiceBus;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Messaging.Publishing;

/// <summary>The only entry for messages, over HTTP or a connection. It validates, limits, timestamps and sends.</summary>
public sealed class MessageGate(
    MessagePublisher publisher, SpeakingForUsers speaking, RoomPolicy policy, SenderLimit senders, RoomRateLimit rooms, SlowModeLimit slow,
    TimeProvider time)
{
    /// <summary>Makes a message id when the publisher gave none.</summary>
    public static string NewMessageId() => Guid.CreateVersion7().ToString("N");

    /// <summary>Publishes a message. Completes when the broker has accepted it, or when it is refused.</summary>
    /// <param name="body">The publisher's request.</param>
    /// <param name="sender">The publisher.</param>
    /// <param name="everyone">Whether a message without a room goes to everyone, or is an error.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">The broker did not accept it. It may be published again with the
    /// same message id.</exception>
    public async Task<PublishOutcome> PublishAsync(PublishBody body, Sender sender, EveryoneBy everyone, CancellationToken ct)
    {
        var outcome = await AdmitAsync(body, sender, everyone, ct);
        return outcome is PublishOutcome.Admitted { Message: var message } ? await SendAsync(message, ct) : outcome;
    }

    /// <summary>
    /// The first half of <see cref="PublishAsync"/>: checks the message. <see cref="PublishOutcome.Admitted"/> when it may be sent.
    /// </summary>
    /// <inheritdoc cref="PublishAsync"/>
    public async Task<PublishOutcome> AdmitAsync(PublishBody body, Sender sender, EveryoneBy everyone, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sender);
        if (PublishRequest.TryRead(body, everyone, out var errors) is not { } request) return new PublishOutcome.Invalid(errors);
        if (await speaking.RefusesAsync(sender, request, ct) is { } refused) return refused;
        if (request.User is { } user) sender = sender.SpeakingFor(user);
        var decision = await policy.DecideAsync(sender.Caller, RoomAction.Publish, request.RoomId, ct);
        if (decision.Verdict == RoomVerdict.Undecided) return new PublishOutcome.Undecided(decision.Why!);
        if (!decision.IsAllowed) return new PublishOutcome.Forbidden(decision.Why!);
        // Slow mode comes last: a message refused for another reason must not start the user's wait.
        if ((senders.RefusesMessage(sender)
            ?? await rooms.RefusesAsync(request.RoomId, sender, ct)
            ?? await slow.RefusesAsync(request.RoomId, sender, request.MessageId, decision.SlowMode, ct)) is { } tooMany)
        {
            return tooMany;
        }
        var message = new ChatMessage(request.MessageId, request.RoomId, request.Content, time.GetUtcNow(), sender.User, sender.Via);
        return new PublishOutcome.Admitted(message);
    }

    /// <summary>
    /// The second half: sends an admitted message. Messages to a room arrive in the order of the calls, awaited or not.
    /// </summary>
    /// <exception cref="Azure.Messaging.ServiceBus.ServiceBusException">The broker did not accept it. It may be published again with the
    /// same message id.</exception>
    public async Task<PublishOutcome> SendAsync(ChatMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        await publisher.PublishAsync(message, ct);
        return new PublishOutcome.Accepted(new PublishAccepted(message.Id, message.RoomId.Value, message.Timestamp));
    }
}
