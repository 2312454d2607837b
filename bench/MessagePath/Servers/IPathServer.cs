using System.Net;

namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>A chat under measurement: each of its processes by itself.</summary>
internal interface IPathServer : IAsyncDisposable
{
    /// <summary>Where messages are published, with <c>POST /publish</c>.</summary>
    IPEndPoint Publishing { get; }

    /// <summary>Where its WebSockets are, under <c>/ws</c>.</summary>
    IPEndPoint Sockets { get; }

    IReadOnlyList<PathProcess> Processes { get; }

    /// <summary>What a request needs beside its own headers: lines, each with its end.</summary>
    string HeadersFor(HttpMethod method, string target);
}
