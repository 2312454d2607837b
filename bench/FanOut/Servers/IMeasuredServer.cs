using System.Net;
using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>A chat server under measurement, in a separate process.</summary>
internal interface IMeasuredServer : IAsyncDisposable
{
    /// <summary>The address of its WebSockets, with the path <c>/ws</c>.</summary>
    IPEndPoint Address { get; }

    IChatWire Wire { get; }

    /// <summary>Additional handshake headers, each with its line end.</summary>
    string Headers => "";

    /// <summary>Processor time so far.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Bytes in physical memory.</summary>
    long ResidentBytes { get; }

    Task<HeapFigures> AskForHeapAsync(CancellationToken ct);
}
