using Microsoft.Extensions.Hosting;

namespace RoomChat.ServiceDefaults.Memory;

/// <summary>
/// Has the whole heap looked over in the background now and then, so that what a burst has left behind goes back to the system. By itself the
/// runtime does that only when much is allocated, and so keeps the memory of a burst for as long as little is said.
/// </summary>
internal sealed class HeapReview(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    /// <summary>A service that did less than that since the last time has left nothing behind.</summary>
    private const long WorthIt = 4 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (reviews, allocated) = (0, 0L);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = GC.GetTotalAllocatedBytes();
            var isDue = GC.CollectionCount(GC.MaxGeneration) == reviews && now - allocated > WorthIt;
            // Beside the service's work: it stops for moments only.
            if (isDue) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            (reviews, allocated) = (GC.CollectionCount(GC.MaxGeneration), now);
        }
    }
}
