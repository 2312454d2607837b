using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Reads whole frames from a socket and returns the bytes that the guard accepts. An idle connection holds no buffer.
/// </summary>
internal sealed class IncomingFrames(Socket socket, FrameGuard guard)
{
    /// <summary>Bytes to request from the socket: many small frames, or a part of a large one.</summary>
    private const int ChunkSize = 32_768;

    private byte[]? _buffer;
    private int _start;
    private int _end;
    private int _ready;
    private int _left;

    /// <summary>Takes the accepted bytes that are available. Waits for the next frame when there are none.</summary>
    /// <returns>0 when the client has closed its side.</returns>
    /// <exception cref="AmqpException">The guard ends the connection.</exception>
    /// <exception cref="SocketException">The connection is lost.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> wanted, CancellationToken ct)
    {
        int taken;
        while (!TryRead(wanted.Span, out taken))
        {
            if (!await TryNextAsync(ct)) return 0;
        }

        return taken;
    }

    /// <summary>Takes accepted bytes that were not taken yet, without waiting.</summary>
    public bool TryRead(Span<byte> wanted, out int taken)
    {
        taken = Math.Min(_ready, wanted.Length);
        _buffer.AsSpan(_start, taken).CopyTo(wanted);
        _ready -= taken;
        _start += taken;
        return taken > 0;
    }

    private async ValueTask<bool> TryNextAsync(CancellationToken ct)
    {
        _start += _left;
        _left = 0;
        if (!await TryFillAsync(sizeof(uint), ct)) return false;
        var size = BinaryPrimitives.ReadUInt32BigEndian(_buffer.AsSpan(_start));
        if (size is < FrameGuard.HeaderSize or > FrameGuard.MaxFrameSize)
        {
            throw new AmqpException(AmqpErrors.Framing(
                $"A frame has {FrameGuard.HeaderSize} to {FrameGuard.MaxFrameSize} bytes, not {size}."));
        }
        if (!await TryFillAsync((int)size, ct)) return false;
        var frame = _buffer.AsSpan(_start, (int)size);
        _ready = guard.Inspect(frame);
        _left = frame.Length - _ready;
        if (_left > 0) BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)_ready);
        return true;
    }

    private async ValueTask<bool> TryFillAsync(int size, CancellationToken ct)
    {
        while (_end - _start < size)
        {
            if (_end == _start)
            {
                if (_buffer is { } empty) ArrayPool<byte>.Shared.Return(empty);
                _buffer = null;
                (_start, _end) = (0, 0);

                // Returns when there are bytes to read.
                await socket.ReceiveAsync(Memory<byte>.Empty, ct);
            }

            MakeRoom(Math.Max(size, ChunkSize));
            var read = await socket.ReceiveAsync(_buffer.AsMemory(_end), ct);
            if (read == 0) return false;
            _end += read;
        }

        return true;
    }

    /// <summary>Moves the unread bytes to the front of a buffer that is large enough.</summary>
    private void MakeRoom(int size)
    {
        var before = _buffer;
        if (before is not null && before.Length - _start >= size) return;
        if (before is null || before.Length < size) _buffer = ArrayPool<byte>.Shared.Rent(size);
        before.AsSpan(_start, _end - _start).CopyTo(_buffer);
        if (before is not null && before != _buffer) ArrayPool<byte>.Shared.Return(before);
        (_start, _end) = (0, _end - _start);
    }
}
