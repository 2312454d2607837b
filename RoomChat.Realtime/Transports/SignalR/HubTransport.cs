using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// Writes to a client of the hub. SignalR takes bytes into its buffer at once, and says when the client has made room for more.
/// </summary>
internal sealed class HubTransport(HubConnectionContext client) : ITransport
{
    private static readonly Func<OutboundFrame, byte[]> Encoding = HubEncoding.Encode;

    private readonly IHttpRequestLifetimeFeature? _request = client.GetHttpContext()?.Features.Get<IHttpRequestLifetimeFeature>();
    // Of the last write; used by one writer at a time.
    private Task _taken = Task.CompletedTask;

    /// <summary>SignalR pings its clients, and lets go of those that are silent.</summary>
    public bool KeepsAlive => true;

    public ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.As(Encoding);

    public ReadOnlyMemory<byte> EncodeClose(CloseCode code) => HubEncoding.EncodeClose(code);

    /// <summary>All, or nothing while the client has yet to take what was written before.</summary>
    public int TryWrite(ReadOnlyMemory<byte> bytes)
    {
        if (!_taken.IsCompleted) return 0;
        _taken = Write(bytes);
        return bytes.Length;
    }

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        await _taken;
        foreach (var piece in pieces) await (_taken = Write(piece));
    }

    /// <summary>Ends the request too, and first: SignalR alone would wait to say goodbye to a client that takes nothing.</summary>
    public void Abort()
    {
        _request?.Abort();
        client.Abort();
    }

    /// <summary>Does not fail: SignalR drops what is written to a client that is lost, and tells the hub.</summary>
    private Task Write(ReadOnlyMemory<byte> bytes)
    {
        var write = client.WriteAsync(new SerializedHubMessage([new SerializedMessage(HubEncoding.ProtocolName, bytes)]), CancellationToken.None);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}
