using System.Buffers;

namespace RoomChat.Realtime.Transports;

/// <summary>
/// Collects one incoming frame. Nothing while none is coming, small while frames are small, never larger than the largest frame that is
/// taken.
/// </summary>
internal sealed class FrameBuffer(int maxBytes)
{
    private const int UsualBytes = 1024;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Frame => _bytes.AsMemory(0, _length);

    /// <summary>Whether the frame is larger than what is taken.</summary>
    public bool IsTooLarge => _length > maxBytes;

    /// <summary>Room for the next bytes: one more than is taken at most, so that too large is seen without keeping the rest.</summary>
    public Memory<byte> Free()
    {
        if (_length == _bytes.Length) Resize(Math.Max(UsualBytes, _bytes.Length * 2));
        return _bytes.AsMemory(_length, Math.Min(_bytes.Length, maxBytes + 1) - _length);
    }

    public void Advance(int count) => _length += count;

    /// <summary>Makes ready for the next frame, and gives back what this one needed: most clients are silent most of the time.</summary>
    public void Clear()
    {
        _length = 0;
        Resize(0);
    }

    private void Resize(int size)
    {
        var bytes = size == 0 ? [] : ArrayPool<byte>.Shared.Rent(size);
        Frame.CopyTo(bytes);
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }
}
