namespace RoomChat.ServiceBusEmulator;

/// <summary>
/// Returns memory to the machine after a burst. The garbage collector does not run while nothing is allocated. An idle broker would
/// therefore keep the memory of its last burst.
/// </summary>
internal sealed class IdleTrim(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>In bytes. An idle broker, which answers only health checks and the like, allocates less in a period.</summary>
    private const long IdleAllocation = 2 * 1024 * 1024;

    /// <summary>In bytes. A trim is worth its cost after this much allocation since the last one.</summary>
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
