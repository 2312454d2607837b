using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// One WebSocket of the load. Any thread opens it; then one thread reads it. Socket calls are synchronous, because otherwise the runtime's
/// readiness loop would also wake up for every frame.
/// </summary>
internal sealed class LoadConnection : IDisposable
{
    // One thread reads all connections, so they share it.
    private static readonly Inflater Unpacking = new();
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket;
    private readonly IChatWire _wire;
    private readonly DeliveryLedger _ledger;
    private readonly string _room;
    private readonly ByteStore _tail = new();
    private readonly ByteStore _fragments = new();
    private readonly Inflater? _inflater;
    private int _expectedMark;
    private bool _isUpgraded;

    private LoadConnection(int number, string room, Socket socket, IChatWire wire, DeliveryLedger ledger) =>
        (Number, _room, _socket, _wire, _ledger, _inflater) = (number, room, socket, wire, ledger, wire.IsCompressed ? Unpacking : null);

    public int Number { get; }

    /// <summary>The file descriptor of the socket.</summary>
    public int Descriptor => (int)_socket.Handle;

    /// <summary>Whether the connection is a member of its room.</summary>
    public bool IsJoined { get; private set; }

    /// <summary>The server's reason for the close, or null while the connection is open.</summary>
    public string? CloseReason { get; set; }

    /// <summary>The first text that reported an error.</summary>
    public string? Complaint { get; private set; }

    /// <summary>Received bytes of an incomplete frame.</summary>
    public ReadOnlySpan<byte> Tail => _tail.Bytes;

    /// <summary>Connects and sends the WebSocket request. The next steps follow when the answers arrive.</summary>
    /// <param name="number">The number of the connection.</param>
    /// <param name="room">The room to join.</param>
    /// <param name="server">The address of the server.</param>
    /// <param name="wire">The protocol.</param>
    /// <param name="ledger">Records the deliveries.</param>
    /// <param name="headers">Additional request headers, each with its line end.</param>
    public static LoadConnection Open(
        int number, string room, IPEndPoint server, IChatWire wire, DeliveryLedger ledger, string headers = "")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Connect(server);
            socket.Send(Encoding.ASCII.GetBytes(
                $"GET {wire.Path} HTTP/1.1\r\nHost: {server}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}{wire.Headers}\r\n"));
            return new LoadConnection(number, room, socket, wire, ledger);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Processes received bytes, starting with <see cref="Tail"/>.</summary>
    /// <param name="bytes">The tail and the bytes received after it.</param>
    /// <param name="now">The receive time in nanoseconds of <see cref="LoadClock"/>.</param>
    public void Receive(ReadOnlySpan<byte> bytes, long now)
    {
        if (!_isUpgraded && !TryUpgrade(ref bytes))
        {
            Keep(bytes);
            return;
        }
        while (FrameScanner.TryRead(bytes, out var frame))
        {
            Take(frame, now);
            bytes = bytes[frame.Size..];
        }
        Keep(bytes);
    }

    public void Dispose() => _socket.Dispose();

    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (rest.Length == 0 && _tail.Length == 0) return;
        _tail.Clear();
        _tail.Append(rest);
    }

    private bool TryUpgrade(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(EndOfHead);
        if (end < 0) return false;
        if (!bytes.StartsWith("HTTP/1.1 101"u8))
            throw new InvalidOperationException($"The server refuses: {Encoding.UTF8.GetString(bytes)}");
        bytes = bytes[(end + EndOfHead.Length)..];
        _isUpgraded = true;
        _socket.Send(_wire.Join(_room));
        return true;
    }

    private void Take(ServerFrameView frame, long now)
    {
        switch (frame.Opcode)
        {
            case FrameScanner.Text when frame.IsFinal:
                TakeText(frame.IsCompressed ? _inflater!.Unpack(frame.Payload) : frame.Payload, now);
                break;
            case FrameScanner.Text or FrameScanner.Continuation:
                _fragments.Append(frame.Payload);
                if (!frame.IsFinal) break;
                TakeText(_fragments.Bytes, now);
                _fragments.Clear();
                break;
            case FrameScanner.Ping:
                _socket.Send(MaskedFrame.Pong(frame.Payload));
                break;
            case FrameScanner.Close:
                CloseReason = Encoding.UTF8.GetString(frame.Payload[Math.Min(2, frame.Payload.Length)..]);
                break;
            default:
                throw new InvalidOperationException($"The server sends frames of kind {frame.Opcode}.");
        }
    }

    /// <summary>A text may have several messages. In most frames the stamp is at the same position as in the previous frame.</summary>
    private void TakeText(ReadOnlySpan<byte> text, long now)
    {
        var at = _expectedMark <= text.Length - Stamp.Length && text[_expectedMark..].StartsWith(Stamp.Mark)
            ? _expectedMark
            : text.IndexOf(Stamp.Mark);
        if (at < 0)
        {
            TakeControl(text);
            return;
        }
        _expectedMark = at;
        if (!_wire.IsOf(_room, text)) return;
        while (at >= 0)
        {
            text = text[at..];
            var (number, published) = Stamp.Read(text);
            _ledger.Record(Number, number, now - published);
            text = text[Stamp.Length..];
            at = text.IndexOf(Stamp.Mark);
        }
    }

    private void TakeControl(ReadOnlySpan<byte> text)
    {
        if (!IsJoined) IsJoined = _wire.IsJoined(text);
        if (_wire.IsComplaint(text)) Complaint ??= Encoding.UTF8.GetString(text);
        if (_wire.Answer(text) is { } answer) _socket.Send(answer);
    }
}
