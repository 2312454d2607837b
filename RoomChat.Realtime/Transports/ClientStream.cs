using System.Buffers.Binary;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// The stream of the framework's WebSocket. It reads from the client. The framework's own writes go through the connection's single
/// writer, or they would land inside other frames. These are pongs, and the close after a violation of RFC 6455.
/// </summary>
internal sealed class ClientStream(Stream wire) : DuplexStream
{
    private const int PongSign = 0x8a;
    private const int CloseSign = 0x88;

    private ClientSession? _session;

    /// <summary>Sets the session. Called before the first read.</summary>
    public void Belong(ClientSession session) => _session = session;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await wire.ReadAsync(buffer, cancellationToken);
        _session!.Connection.Heard();
        return read;
    }

    /// <param name="buffer">One complete control frame of the framework.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Span[0] == PongSign) return _session!.PongAsync(buffer.ToArray());
        if (buffer.Span[0] != CloseSign)
            throw new InvalidOperationException("The framework answers pings and ends connections, and says nothing else.");
        // A server's frame: the status follows a header of two bytes.
        var isText = buffer.Length >= 4 && BinaryPrimitives.ReadUInt16BigEndian(buffer.Span[2..]) == CloseCode.NotText.Code;
        _session!.Connection.Close(isText ? CloseCode.NotText : CloseCode.ProtocolError);
        return ValueTask.CompletedTask;
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
