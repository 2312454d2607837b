namespace RoomChat.ServiceBusEmulator;

/// <summary>
/// Gives memory back when a burst is over. The collector does nothing while nothing is allocated, so that a broker that was busy once
/// would keep what it took then, on a machine whose owner is doing something else now.
/// </summary>
internal sealed class IdleTrim(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Bytes allocated in a period by a broker that only answers health checks and the like.</summary>
    private const long IdleAllocation = 2 * 1024 * 1024;

    /// <summary>Bytes allocated since the last time that are worth the work.</summary>
    private const long BusyAllocation = 32 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var (trimmedAt, before) = (0L, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var allocated = GC.GetTotalAllocatedBytes();
            if (allocated - before < IdleAllocation && allocated - trimmedAt > BusyAllocation)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                trimmedAt = allocated;
            }

            before = allocated;
        }
    }
}
