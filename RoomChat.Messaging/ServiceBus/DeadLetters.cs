using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>
/// Reads the dead letters of a subscription one by one, sends one again, or deletes it. Sent again, a message goes to the topic: the rooms'
/// logs know by its id whether they have it.
/// </summary>
public sealed class DeadLetters(ServiceBusClient client, IOptions<ServiceBusNames> names)
{
    /// <summary>How many letters before the wanted one are looked at.</summary>
    private const int MostBefore = 100;

    private const int MostShown = 2000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ServiceBusReceiverOptions Options = new() { SubQueue = SubQueue.DeadLetter };

    /// <summary>The first dead letter from a number on, without taking it; null when there is none.</summary>
    public Task<DeadLetter?> PeekAsync(string subscription, long from, CancellationToken ct) => BrokerFailure.RevealAsync(
        async () =>
        {
            await using var receiver = client.CreateReceiver(names.Value.Topic, subscription, Options);
            return await receiver.PeekMessageAsync(from, ct) is { } message ? Show(message) : null;
        },
        ct);

    /// <summary>Deletes a dead letter; false when it is not among the first.</summary>
    public Task<bool> DeleteAsync(string subscription, long sequenceNumber, CancellationToken ct) =>
        BrokerFailure.RevealAsync(() => TakeAsync(subscription, sequenceNumber, static (_, _) => Task.CompletedTask, ct), ct);

    /// <summary>Sends a dead letter again; false when it is not among the first.</summary>
    public Task<bool> SendAgainAsync(string subscription, long sequenceNumber, CancellationToken ct) =>
        BrokerFailure.RevealAsync(() => TakeAsync(subscription, sequenceNumber, SendAsync, ct), ct);

    private async Task SendAsync(ServiceBusReceivedMessage letter, CancellationToken ct)
    {
        await using var sender = client.CreateSender(names.Value.Topic);
        await sender.SendMessageAsync(new ServiceBusMessage(letter), ct);
    }

    /// <summary>Locks letters until the wanted one is found, does it, and gives the others back.</summary>
    private async Task<bool> TakeAsync(
        string subscription, long sequenceNumber, Func<ServiceBusReceivedMessage, CancellationToken, Task> act, CancellationToken ct)
    {
        await using var receiver = client.CreateReceiver(names.Value.Topic, subscription, Options);
        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            while (others.Count < MostBefore && await receiver.ReceiveMessageAsync(Patience, ct) is { } letter)
            {
                if (letter.SequenceNumber != sequenceNumber)
                {
                    others.Add(letter);
                    continue;
                }
                await act(letter, ct);
                // A crash before this leaves the letter: sent twice, it is in the room once.
                await receiver.CompleteMessageAsync(letter, ct);
                return true;
            }
            return false;
        }
        finally
        {
            foreach (var other in others) await receiver.AbandonMessageAsync(other, cancellationToken: CancellationToken.None);
        }
    }

    private static DeadLetter Show(ServiceBusReceivedMessage message)
    {
        var bytes = message.Body.ToMemory().Span;
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, MostShown)]);
        return new DeadLetter(
            message.SequenceNumber, message.EnqueuedTime, message.DeliveryCount, bytes.Length > MostShown ? $"{text}…" : text,
            message.MessageId, message.DeadLetterReason, message.DeadLetterErrorDescription);
    }
}
