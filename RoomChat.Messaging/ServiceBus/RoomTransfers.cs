using System.Diagnostics;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>
/// Sends each room's messages in order, one transfer at a time. A message goes at once, and alone, while no transfer of its room is in
/// progress. Later messages wait and go together in the next transfer, so that a busy room costs the broker and the network less. Rooms do
/// not wait for each other. Thread-safe.
/// </summary>
internal sealed class RoomTransfers(IPublishingRoute route)
{
    // Far below the limits of Service Bus: 4,500 messages per transfer, and 256 KB per transfer in the Standard tier.
    internal const int MostMessages = 256;
    internal const int MostBytes = 192_000;
    // Size of a message beside its body: ids, the room's name, a trace, and AMQP's overhead.
    private const int BytesAround = 768;

    private static readonly Queue<Waiting> None = new();

    private readonly Lock _sync = new();
    // The rooms with a transfer in progress, and their waiting messages.
    private readonly Dictionary<RoomId, Queue<Waiting>> _rooms = [];

    /// <summary>
    /// Completes when the broker has the message. A message of a cancelled caller is still sent if its transfer has begun.
    /// </summary>
    /// <exception cref="ServiceBusException">The broker did not accept the transfer, or cannot be reached.</exception>
    public Task SendAsync(RoomId roomId, ServiceBusMessage message, CancellationToken ct)
    {
        lock (_sync)
        {
            if (_rooms.TryGetValue(roomId, out var queue))
            {
                if (queue == None) _rooms[roomId] = queue = new Queue<Waiting>();
                var waiting = new Waiting(message, ct);
                queue.Enqueue(waiting);
                return waiting.Sent.WaitAsync(ct);
            }
            _rooms[roomId] = None;
        }
        return SendAloneAsync(roomId, message, ct);
    }

    private async Task SendAloneAsync(RoomId roomId, ServiceBusMessage message, CancellationToken ct)
    {
        try
        {
            await route.SendAsync(roomId, [message], ct);
        }
        finally
        {
            _ = SendWaitingAsync(roomId);
        }
    }

    /// <summary>Sends until no message of the room waits. Does not throw: failures go to the waiting callers.</summary>
    private async Task SendWaitingAsync(RoomId roomId)
    {
        // The transfer does not belong to the request that just completed.
        Activity.Current = null;
        while (TakeNext(roomId) is { } batch)
        {
            try
            {
                await route.SendAsync(roomId, [.. batch.Select(static waiting => waiting.Message)], CancellationToken.None);
                foreach (var waiting in batch) waiting.Succeed();
            }
            catch (Exception e)
            {
                foreach (var waiting in batch) waiting.Fail(e);
            }
        }
    }

    /// <summary>
    /// The messages of the next transfer, without those of cancelled callers. Null when there are none; then the room is forgotten.
    /// </summary>
    private List<Waiting>? TakeNext(RoomId roomId)
    {
        lock (_sync)
        {
            var queue = _rooms[roomId];
            var (batch, bytes) = (new List<Waiting>(Math.Min(queue.Count, MostMessages)), 0L);
            while (batch.Count < MostMessages && queue.TryPeek(out var waiting))
            {
                bytes += waiting.Message.Body.ToMemory().Length + BytesAround;
                if (batch.Count > 0 && bytes > MostBytes) break;
                queue.Dequeue();
                if (!waiting.IsGivenUp) batch.Add(waiting);
            }
            if (batch.Count > 0) return batch;
            _rooms.Remove(roomId);
            return null;
        }
    }

    /// <summary>A message that waits for its transfer.</summary>
    private sealed class Waiting
    {
        private const string TraceParent = "traceparent";
        private const string DiagnosticId = "Diagnostic-Id";

        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CancellationToken _ct;

        public Waiting(ServiceBusMessage message, CancellationToken ct)
        {
            (Message, _ct) = (message, ct);
            // Set here, because the client would write the trace of the request that starts the transfer.
            if (Activity.Current is not { Id: { } trace }) return;
            message.ApplicationProperties[TraceParent] = trace;
            message.ApplicationProperties[DiagnosticId] = trace;
        }

        public ServiceBusMessage Message { get; }

        public Task Sent => _sent.Task;

        public bool IsGivenUp => _ct.IsCancellationRequested;

        public void Succeed() => _sent.TrySetResult();

        public void Fail(Exception cause) => _sent.TrySetException(cause);
    }
}
