using System.Buffers;

namespace RoomChat.Realtime.Transports;

/// <summary>Collects an incoming frame. Empty between frames, small for small frames, and bounded by the largest frame.</summary>
internal sealed class FrameBuffer(int maxBytes)
{
    private const int UsualBytes = 1024;

    private byte[] _bytes = [];
    private int _length;

    public ReadOnlyMemory<byte> Frame => _bytes.AsMemory(0, _length);

    /// <summary>Whether the frame exceeds the limit.</summary>
    public bool IsTooLarge => _length > maxBytes;

    /// <summary>Space for the next bytes: at most one above the limit, enough to detect a too large frame.</summary>
    public Memory<byte> Free()
    {
        if (_length == _bytes.Length) Resize(Math.Max(UsualBytes, _bytes.Length * 2));
        return _bytes.AsMemory(_length, Math.Min(_bytes.Length, maxBytes + 1) - _length);
    }

    public void Advance(int count) => _length += count;

    /// <summary>Prepares for the next frame and returns the memory: most clients are silent most of the time.</summary>
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
