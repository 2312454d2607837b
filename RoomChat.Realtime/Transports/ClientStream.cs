using System.Buffers.Binary;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// What the framework's WebSocket takes for its stream. It reads from the client, while what it writes by itself goes the way of everything
/// else: one writer a client, or its bytes would land in the middle of ours. That are answers to pings, and the end of a connection whose
/// client breaks the rules of RFC 6455.
/// </summary>
internal sealed class ClientStream(Stream wire) : DuplexStream
{
    private const int PongSign = 0x8a;
    private const int CloseSign = 0x88;

    private ClientSession? _session;

    /// <summary>Whose bytes these are. Set before the first of them is read.</summary>
    public void Belong(ClientSession session) => _session = session;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await wire.ReadAsync(buffer, cancellationToken);
        _session!.Connection.Heard();
        return read;
    }

    /// <param name="buffer">One whole control frame of the framework's.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Span[0] == PongSign) return _session!.PongAsync(buffer.ToArray());
        if (buffer.Span[0] != CloseSign) throw new InvalidOperationException("The framework answers pings and ends connections, and says nothing else.");
        // A server's frame: its status follows two bytes of header.
        var isText = buffer.Length >= 4 && BinaryPrimitives.ReadUInt16BigEndian(buffer.Span[2..]) == CloseCode.NotText.Code;
        _session!.Connection.Close(isText ? CloseCode.NotText : CloseCode.ProtocolError);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
