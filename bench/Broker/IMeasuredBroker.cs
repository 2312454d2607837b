namespace RoomChat.Benchmarks.Broker;

/// <summary>A broker in a separate process, so that its cost is measured apart from the cost of the load.</summary>
internal interface IMeasuredBroker : IAsyncDisposable
{
    /// <summary>Processor time of the process so far, over all threads.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Bytes in physical memory.</summary>
    long ResidentBytes { get; }

    /// <summary>Bytes on disk.</summary>
    long DiskBytes { get; }
}
