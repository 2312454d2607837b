using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Memory;

namespace RoomChat.Tests.ServiceDefaults.Memory;

[Collection(UndisturbedHeap.Name)]
public sealed class HeapReviewTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Garbage_of_a_burst_is_collected_at_low_load()
    {
        var time = new FakeTimeProvider();
        using var review = new HeapReview(time);
        await review.StartAsync(Ct);
        var left = LeaveBehind();
        DoSomething();
        Assert.True(left.IsAlive, "nobody has looked at what is old");

        await Eventually.Holds(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(20));
                DoSomething();
                return !left.IsAlive;
            },
            "it is gone");
        await review.StopAsync(Ct);
    }

    /// <summary>Creates an object that survives two collections and is then unreferenced.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LeaveBehind()
    {
        var old = new object();
        GC.Collect();
        GC.Collect();
        return new WeakReference(old);
    }

    /// <summary>Allocates only short-lived garbage, more bytes than the threshold for a review.</summary>
    private static void DoSomething()
    {
        for (var i = 0; i < 100_000; i++) GC.KeepAlive(new byte[64]);
    }
}
