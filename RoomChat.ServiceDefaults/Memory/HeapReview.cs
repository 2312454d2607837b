using Microsoft.Extensions.Hosting;

namespace RoomChat.ServiceDefaults.Memory;

/// <summary>
/// Collects the whole heap in the background from time to time, so that memory of a burst goes back to the system. The runtime by itself
/// does so only after many allocations. So a quiet service would keep that memory.
/// </summary>
internal sealed class HeapReview(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    /// <summary>Bytes. A service that allocated less since the last time has nothing to give back.</summary>
    private const long WorthIt = 4 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (reviews, allocated) = (0, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            var isDue = GC.CollectionCount(GC.MaxGeneration) == reviews && now - allocated > WorthIt;
            // In the background: it stops the service's threads for moments only.
            if (isDue) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            (reviews, allocated) = (GC.CollectionCount(GC.MaxGeneration), now);
        }
    }
}
