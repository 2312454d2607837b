using Aspire.Hosting.OrphanGuard;

namespace Aspire.Hosting.Orchestration;

/// <summary>What descends from a process, followed while it runs: when it has ended, nothing tells any more whose children they were.</summary>
internal sealed class ProcessFamily(int ancestor, OrphanGuard guard)
{
    /// <summary>What is started and orphaned between two looks goes unseen; a launcher lives longer.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly WatchedProcesses _descendants = new();

    /// <summary>Looks again and again until the ancestor has ended.</summary>
    internal async Task FollowAsync(Task ancestorEnds)
    {
        while (!ancestorEnds.IsCompleted)
        {
            Look();
            await Task.WhenAny(ancestorEnds, Task.Delay(Interval)).ConfigureAwait(false);
        }
    }

    internal void Look()
    {
        lock (_gate)
        {
            foreach (var descendant in UnixProcess.DescendantsOf(ancestor).Where(_descendants.Add)) guard.Watch(descendant);
        }
    }

    /// <summary>To be called when the ancestor has ended: a server that it left behind would keep the port.</summary>
    internal void KillAll()
    {
        lock (_gate)
        {
            var known = _descendants.Ids.ToArray();
            _descendants.KillAll();
            foreach (var descendant in known) guard.Forget(descendant);
        }
    }
}
