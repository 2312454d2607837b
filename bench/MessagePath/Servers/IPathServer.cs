using System.Net;

namespace RoomChat.Benchmarks.MessagePath.Servers;

/// <summary>A chat system under measurement. Each of its processes is measured separately.</summary>
internal interface IPathServer : IAsyncDisposable
{
    /// <summary>The address for <c>POST /publish</c>.</summary>
    IPEndPoint Publishing { get; }

    /// <summary>The address of its WebSockets, with the path <c>/ws</c>.</summary>
    IPEndPoint Sockets { get; }

    IReadOnlyList<PathProcess> Processes { get; }

    /// <summary>Additional request headers, each with its line end.</summary>
    string HeadersFor(HttpMethod method, string target);
}
