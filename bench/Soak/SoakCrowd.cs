namespace RoomChat.Benchmarks.Soak;

/// <summary>Counters over all members.</summary>
internal sealed class SoakCrowd
{
    private long _joins;
    private long _leaves;
    private long _breaks;
    private long _returns;
    private long _pauses;
    private long _tries;
    private long _outrages;

    public long Joins => Interlocked.Read(ref _joins);

    public long Leaves => Interlocked.Read(ref _leaves);

    /// <summary>TCP connections that were cut.</summary>
    public long Breaks => Interlocked.Read(ref _breaks);

    /// <summary>Clients that were replaced by a new client, which resumed at the same position.</summary>
    public long Returns => Interlocked.Read(ref _returns);

    public long Pauses => Interlocked.Read(ref _pauses);

    /// <summary>Joins without an answer in time, for example while an instance was down. They were retried or given up.</summary>
    public long Retries => Interlocked.Read(ref _tries);

    /// <summary>Number of forbidden actions by clients.</summary>
    public long Outrages => Interlocked.Read(ref _outrages);

    public void Misbehaved() => Interlocked.Increment(ref _outrages);

    public void Joined() => Interlocked.Increment(ref _joins);

    public void Left() => Interlocked.Increment(ref _leaves);

    public void Broke() => Interlocked.Increment(ref _breaks);

    public void Returned() => Interlocked.Increment(ref _returns);

    public void Paused() => Interlocked.Increment(ref _pauses);

    public void Retried() => Interlocked.Increment(ref _tries);
}
