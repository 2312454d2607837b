using System.Buffers;

namespace RoomChat.Realtime.Transports;

/// <summary>Collects one incoming frame. Small while frames are small; never larger than the largest frame that is taken.</summary>
internal sealed class FrameBuffer(int maxBytes) : IDisposable
{
    private const int UsualBytes = 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualBytes);
    private int _length;

    public ReadOnlySpan<byte> Frame => _bytes.AsSpan(0, _length);

    /// <summary>Whether the frame is larger than what is taken.</summary>
    public bool IsTooLarge => _length > maxBytes;

    /// <summary>Room for the next bytes: one more than is taken at most, so that too large is seen without keeping the rest.</summary>
    public Memory<byte> Free()
    {
        if (_length == _bytes.Length) Resize(_bytes.Length * 2);
        return _bytes.AsMemory(_length, Math.Min(_bytes.Length, maxBytes + 1) - _length);
    }

    public void Advance(int count) => _length += count;

    /// <summary>Makes ready for the next frame, and gives back what a large one needed.</summary>
    public void Clear()
    {
        _length = 0;
        if (_bytes.Length > UsualBytes) Resize(UsualBytes);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Resize(int size)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(size);
        Frame.CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
