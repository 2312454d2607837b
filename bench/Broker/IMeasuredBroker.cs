namespace RoomChat.Benchmarks.Broker;

/// <summary>A broker in a process of its own, so that what it costs can be told from what its load costs.</summary>
internal interface IMeasuredBroker : IAsyncDisposable
{
    /// <summary>What the process has used so far, all threads together.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Bytes in physical memory.</summary>
    long ResidentBytes { get; }

    /// <summary>Bytes on disk.</summary>
    long DiskBytes { get; }
}
