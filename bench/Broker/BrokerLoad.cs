using System.Diagnostics;

namespace RoomChat.Benchmarks.Broker;

/// <summary>
/// One sender and one receiver that keep a broker busy. Each message is a separate transfer that the broker confirms.
/// </summary>
internal abstract class BrokerLoad : IAsyncDisposable
{
    /// <summary>Size of a message in bytes.</summary>
    protected const int BodyBytes = 256;

    /// <summary>Number of messages that the receiver prefetches.</summary>
    protected const int ReceivedAtOnce = 500;

    private const int SendsUnderWay = 500;

    /// <summary>Sends one message; completes when it is accepted.</summary>
    public abstract Task SendAsync(CancellationToken ct);

    /// <summary>Receives and settles <paramref name="count"/> messages.</summary>
    public abstract Task ReceiveAsync(int count, CancellationToken ct);

    /// <summary>Receives and settles <paramref name="count"/> messages, each as soon as it arrives.</summary>
    public abstract Task ReceiveOneByOneAsync(int count, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>Sends <paramref name="count"/> messages, many at a time. Returns when all are accepted.</summary>
    public Task SendAsync(int count, CancellationToken ct) => Parallel.ForAsync(
        0,
        count,
        new ParallelOptions { MaxDegreeOfParallelism = SendsUnderWay, CancellationToken = ct },
        async (_, token) => await SendAsync(token));

    /// <summary>Sends messages at an even pace. A send does not wait until the previous message is accepted.</summary>
    public async Task SendAtPaceAsync(int count, int perSecond, CancellationToken ct)
    {
        var started = Stopwatch.GetTimestamp();
        var sending = new List<Task>(count);
        while (sending.Count < count)
        {
            for (var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond)); sending.Count < due;)
                sending.Add(SendAsync(ct));
            await Task.Delay(1, ct);
        }
        await Task.WhenAll(sending);
    }

    /// <summary>Does the work and returns its cost.</summary>
    public static async Task<BrokerFigures> MeasureAsync(IMeasuredBroker broker, int messages, Func<Task> work)
    {
        var (cpu, started) = (broker.CpuTime, Stopwatch.GetTimestamp());
        await work();
        var elapsed = Stopwatch.GetElapsedTime(started);
        cpu = broker.CpuTime - cpu;
        return new BrokerFigures(messages / elapsed.TotalSeconds, cpu.TotalMicroseconds / messages, broker.ResidentBytes, broker.DiskBytes);
    }
}
