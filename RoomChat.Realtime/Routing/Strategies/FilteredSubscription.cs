using RoomChat.Contracts;
using RoomChat.Realtime.Routing.OwnSubscriptions;

namespace RoomChat.Realtime.Routing.Strategies;

/// <summary>
/// Each instance has its own subscription with a rule per served room: the broker filters. Instances that serve the same room each append
/// its messages; the log returns the same offsets to all.
/// </summary>
internal sealed class FilteredSubscription(OwnSubscription own, RoomRules rules, MessageIntake intake) : IRoutingStrategy
{
    public string Name => "FilteredSubscription";

    public async Task RunAsync(CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sweeping = rules.SweepAsync(stop.Token);
        try
        {
            await own.RunAsync(RoomRule.For(RoomId.All), rules.RestoreAsync, intake.TakeAsync, ct);
        }
        finally
        {
            await stop.CancelAsync();
            await sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task<IAsyncDisposable> ServeAsync(RoomId roomId, CancellationToken ct)
    {
        await own.MadeAsync(ct);
        return await rules.ServeAsync(roomId, ct);
    }
}
