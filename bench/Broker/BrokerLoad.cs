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
        _receiver = _client.CreateReceiver(BrokerTopology.Topic, BrokerTopology.Subscription, new ServiceBusReceiverOptions { PrefetchCount = ReceivedAtOnce });
    }

    /// <summary>Sends so many messages, each a transfer of its own, many under way at a time; returns when all are accepted.</summary>
    public Task SendAsync(int count, CancellationToken ct) => Parallel.ForAsync(
        0, count, new ParallelOptions { MaxDegreeOfParallelism = SendsUnderWay, CancellationToken = ct },
        async (_, token) => await _sender.SendMessageAsync(
            new ServiceBusMessage(_body) { ApplicationProperties = { [BrokerTopology.RoomProperty] = BrokerTopology.Subscription } }, token));

    /// <summary>Receives and completes so many messages.</summary>
    public async Task ReceiveAsync(int count, CancellationToken ct)
    {
        var settling = new List<Task>();
        while (count > 0)
        {
            var received = await _receiver.ReceiveMessagesAsync(Math.Min(count, ReceivedAtOnce), LongestWait, ct);
            if (received.Count == 0) throw new InvalidOperationException($"Nothing came for {LongestWait}; {count} messages are missing.");
            count -= received.Count;
            await Task.WhenAll(settling);
            settling = [.. received.Select(message => _receiver.CompleteMessageAsync(message, ct))];
        }

        await Task.WhenAll(settling);
    }

    /// <summary>Does something and tells what it took.</summary>
    public static async Task<BrokerFigures> MeasureAsync(BrokerProcess broker, int messages, Func<Task> work)
    {
        var (cpu, started) = (broker.CpuTime, Stopwatch.GetTimestamp());
        await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new BrokerFigures(messages / elapsed.TotalSeconds, (broker.CpuTime - cpu).TotalMicroseconds / messages, broker.ResidentBytes, broker.DiskBytes);
    }

    public async ValueTask DisposeAsync() => await _client.DisposeAsync();
}
