using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>Writes to a client of the hub. SignalR buffers bytes at once; its task completes when there is space for more.</summary>
internal sealed class HubTransport(HubConnectionContext client) : ITransport
{
    private static readonly Func<OutboundFrame, byte[]> Encoding = HubEncoding.Encode;

    private readonly IHttpRequestLifetimeFeature? _request = client.GetHttpContext()?.Features.Get<IHttpRequestLifetimeFeature>();
    // The last write; used by one writer at a time.
    private Task _taken = Task.CompletedTask;

    /// <summary>SignalR pings its clients, and closes silent ones.</summary>
    public bool KeepsAlive => true;

    public ReadOnlyMemory<byte> Encode(OutboundFrame frames) => frames.As(Encoding);

    public ReadOnlyMemory<byte> EncodeClose(CloseCode code) => HubEncoding.EncodeClose(code);

    /// <summary>Writes everything, or nothing while the last write is pending.</summary>
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

    /// <summary>Aborts the request first: SignalR alone would wait to send a close to a client that does not read.</summary>
    public void Abort()
    {
        _request?.Abort();
        client.Abort();
    }

    /// <summary>Does not fail: SignalR drops writes to a lost client, and notifies the hub.</summary>
    private Task Write(ReadOnlyMemory<byte> bytes)
    {
        var write = client.WriteAsync(
            new SerializedHubMessage([new SerializedMessage(HubEncoding.ProtocolName, bytes)]), CancellationToken.None);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }
}
