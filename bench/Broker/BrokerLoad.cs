using System.Diagnostics;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Benchmarks.Broker;

/// <summary>One sender and one receiver that keep the broker busy.</summary>
internal sealed class BrokerLoad : IAsyncDisposable
{
    private const int BodyBytes = 256;
    private const int SendsUnderWay = 500;
    private const int ReceivedAtOnce = 500;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly BinaryData _body = new(new byte[BodyBytes]);
    private readonly ServiceBusClient _client;
    private readonly ServiceBusSender _sender;
    private readonly ServiceBusReceiver _receiver;

    public BrokerLoad(string connectionString)
    {
        _client = new ServiceBusClient(connectionString);
        _sender = _client.CreateSender(BrokerTopology.Topic);
        var ahead = new ServiceBusReceiverOptions { PrefetchCount = ReceivedAtOnce };
        _receiver = _client.CreateReceiver(BrokerTopology.Topic, BrokerTopology.Subscription, ahead);
    }

    /// <summary>Sends so many messages, each a transfer of its own, many under way at a time; returns when all are accepted.</summary>
    public Task SendAsync(int count, CancellationToken ct) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = SendsUnderWay, CancellationToken = ct },
        async (_, token) => await _sender.SendMessageAsync(NewMessage(), token));

    /// <summary>Receives and completes so many messages.</summary>
    public async Task ReceiveAsync(int count, CancellationToken ct)
    {
        var settling = new List<Task<bool>>();
        while (count > 0)
        {
            var received = await _receiver.ReceiveMessagesAsync(Math.Min(count, ReceivedAtOnce), LongestWait, ct);
            if (received.Count == 0) throw new InvalidOperationException($"Nothing came for {LongestWait}; {count} messages are missing.");
            count -= received.Count;
            count += await CountLostAsync(settling);
            settling = [.. received.Select(message => CompletesAsync(message, ct))];
            // The last ones are known before the end is.
            if (count == 0) count += await CountLostAsync(settling);
        }
    }

    /// <summary>Sends so many messages at an even pace, each when its turn comes, whether or not the last one is accepted.</summary>
    public async Task SendAtPaceAsync(int count, int perSecond, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var sending = new List<Task>(count);
        while (sending.Count < count)
        {
            for (var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond)); sending.Count < due;)
                sending.Add(_sender.SendMessageAsync(NewMessage(), ct));
            await Task.Delay(1, ct);
        }
        await Task.WhenAll(sending);
    }

    /// <summary>Receives and completes so many messages, each as soon as it is there: the client holds back what is asked for by twos.</summary>
    public async Task ReceiveOneByOneAsync(int count, CancellationToken ct)
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

    private ServiceBusMessage NewMessage() =>
        new(_body) { ApplicationProperties = { [BrokerTopology.RoomProperty] = BrokerTopology.Subscription } };

    private static async Task<int> CountLostAsync(List<Task<bool>> settling)
    {
        var lost = (await Task.WhenAll(settling)).Count(static isCompleted => !isCompleted);
        settling.Clear();
        return lost;
    }

    /// <summary>What the client fetched ahead may have waited longer than its lock lasts; then it comes again.</summary>
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

    /// <summary>Does something and tells what it took.</summary>
    public static async Task<BrokerFigures> MeasureAsync(BrokerProcess broker, int messages, Func<Task> work)
    {
        var (cpu, started) = (broker.CpuTime, Stopwatch.GetTimestamp());
        await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        cpu = broker.CpuTime - cpu;
        return new BrokerFigures(messages / elapsed.TotalSeconds, cpu.TotalMicroseconds / messages, broker.ResidentBytes, broker.DiskBytes);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();
}
