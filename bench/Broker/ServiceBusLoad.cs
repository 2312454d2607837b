using Azure.Messaging.ServiceBus;

namespace RoomChat.Benchmarks.Broker;

/// <summary>The load on the emulator, with the official client.</summary>
internal sealed class ServiceBusLoad : BrokerLoad
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly BinaryData _body;
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;
    private readonly ServiceBusReceiver _receiver;

    /// <param name="connectionString">The connection string of the emulator.</param>
    /// <param name="bodyBytes">Size of a message in bytes.</param>
    public ServiceBusLoad(string connectionString, int bodyBytes = BodyBytes)
    {
        _body = new BinaryData(new byte[bodyBytes]);
        _client = new ServiceBusClient(connectionString);
        _sender = _client.CreateSender(BrokerTopology.Topic);
        var ahead = new ServiceBusReceiverOptions { PrefetchCount = ReceivedAtOnce };
        _receiver = _client.CreateReceiver(BrokerTopology.Topic, BrokerTopology.Subscription, ahead);
    }

    /// <inheritdoc/>
    public override Task SendAsync(CancellationToken ct) => _sender.SendMessageAsync(NewMessage(), ct);

    /// <inheritdoc/>
    public override async Task ReceiveAsync(int count, CancellationToken ct)
    {
        var settling = new List<Task<bool>>();
        while (count > 0)
        {
            var received = await _receiver.ReceiveMessagesAsync(Math.Min(count, ReceivedAtOnce), LongestWait, ct);
            if (received.Count == 0) throw new InvalidOperationException($"Nothing came for {LongestWait}; {count} messages are missing.");
            count -= received.Count;
            count += await CountLostAsync(settling);
            settling = [.. received.Select(message => CompletesAsync(message, ct))];
            // Wait for the last settlements before the loop ends.
            if (count == 0) count += await CountLostAsync(settling);
        }
    }

    /// <summary>Receives single messages, because the client delays messages of larger requests.</summary>
    public override async Task ReceiveOneByOneAsync(int count, CancellationToken ct)
    {
        var settling = new List<Task<bool>>(count);
        while (settling.Count < count)
        {
            var message = await _receiver.ReceiveMessageAsync(LongestWait, ct)
                ?? throw new InvalidOperationException($"Nothing came for {LongestWait}; {count - settling.Count} messages are missing.");
            settling.Add(CompletesAsync(message, ct));
        }
        if (await CountLostAsync(settling) > 0) throw new InvalidOperationException("A lock was lost.");
    }

    public override async ValueTask DisposeAsync() => await _client.DisposeAsync();

    private ServiceBusMessage NewMessage() =>
        new(_body) { ApplicationProperties = { [BrokerTopology.RoomProperty] = BrokerTopology.Subscription } };

    private static async Task<int> CountLostAsync(List<Task<bool>> settling)
    {
        var lost = (await Task.WhenAll(settling)).Count(static isCompleted => !isCompleted);
        settling.Clear();
        return lost;
    }

    /// <summary>Prefetched messages may wait longer than their lock duration. They are then delivered again.</summary>
    private async Task<bool> CompletesAsync(ServiceBusReceivedMessage message, CancellationToken ct)
    {
        try
        {
            await _receiver.CompleteMessageAsync(message, ct);
            return true;
        }
        catch (ServiceBusException failure) when (failure.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return false;
        }
    }
}
