using System.Net.Sockets;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>A room of the minimal server: its members, and the frames that wait for the next <c>send</c> to each member.</summary>
internal sealed class FloorRoom
{
    private readonly List<Socket> _joined = [];
    private volatile Socket[] _members = [];
    private byte[] _frames = new byte[1024];
    private int _length;

    /// <summary>Whether no frames wait.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Adds a member. Called by the accepting thread.</summary>
    /// <returns>Whether it is the first member.</returns>
    public bool Add(Socket member)
    {
        _joined.Add(member);
        _members = [.. _joined];
        return _joined.Count == 1;
    }

    /// <summary>Appends a frame. Called by the fan-out thread.</summary>
    public void Append(ReadOnlySpan<byte> text)
    {
        var header = ServerFrameHeader.Of(text.Length);
        if (_frames.Length < _length + header.Length + text.Length) Array.Resize(ref _frames, 2 * (_length + header.Length + text.Length));
        header.CopyTo(_frames, _length);
        text.CopyTo(_frames.AsSpan(_length + header.Length));
        _length += header.Length + text.Length;
    }

    /// <summary>Sends the frames. Called by the fan-out thread.</summary>
    public void Send()
    {
        foreach (var member in _members) Send(member, _frames.AsSpan(0, _length));
        _length = 0;
    }

    private static void Send(Socket member, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var sent = member.Send(bytes, SocketFlags.None, out var error);
            if (error is not (SocketError.Success or SocketError.WouldBlock)) return;
            bytes = bytes[sent..];
            if (bytes.Length > 0) member.Poll(microSeconds: -1, SelectMode.SelectWrite);
        }
    }
}
