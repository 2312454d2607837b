using System.Diagnostics;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>Waits for a condition. Fails with the reason after a timeout. This is the only wait in the tests.</summary>
internal static class Eventually
{
    /// <summary>Long enough for a slow machine. Only a broken condition waits this long.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(3);

    internal static Task Holds(Func<bool> condition, string what, TimeSpan? patience = null) => Holds(condition, () => what, patience);

    internal static Task Holds(Func<Task<bool>> condition, string what, TimeSpan? patience = null) =>
        Holds(condition, () => what, patience);

    /// <param name="condition">The condition that must become true.</param>
    /// <param name="what">The condition in words. It is read after the failure, so it can report the progress.</param>
    /// <param name="patience">How long to wait; null for <see cref="Patience"/>.</param>
    internal static Task Holds(Func<bool> condition, Func<string> what, TimeSpan? patience = null) =>
        Holds(() => Task.FromResult(condition()), what, patience);

    internal static async Task Holds(Func<Task<bool>> condition, Func<string> what, TimeSpan? patience = null)
    {
        var started = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await HoldsNow(condition, what))
        {
            var waited = Stopwatch.GetElapsedTime(started);
            if (waited > (patience ?? Patience)) Assert.Fail($"Waited {waited.TotalSeconds:F0} s in vain: {what()}");
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Also fails when the condition does not complete.</summary>
    private static async Task<bool> HoldsNow(Func<Task<bool>> condition, Func<string> what)
    {
        try
        {
            return await condition().WaitAsync(Silence);
        }
        catch (TimeoutException silent)
        {
            throw new TimeoutException($"No answer for {Silence.TotalSeconds:F0} s: {what()}", silent);
        }
    }
}
