using System.Net;
using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Benchmarks.FanOut.Servers;

/// <summary>A chat server under measurement, running in a process of its own.</summary>
internal interface IMeasuredServer : IAsyncDisposable
{
    /// <summary>Where its WebSockets are, under <c>/ws</c>.</summary>
    IPEndPoint Address { get; }

    IChatWire Wire { get; }

    /// <summary>Lines that its handshake needs besides those of every WebSocket, each with its end.</summary>
    string Headers => "";

    /// <summary>Processor time that it has used so far.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Its bytes in physical memory.</summary>
    long ResidentBytes { get; }

    Task<HeapFigures> AskForHeapAsync(CancellationToken ct);
}
