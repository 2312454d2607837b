using System.Buffers.Binary;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Checks every frame of a connection before the library reads it. Refuses frames that would harm other connections: the library does
/// not check sizes, counts and depth, and it buffers the parts of a message until the message ends.
/// </summary>
internal sealed class FrameGuard
{
    /// <summary>Largest frame in bytes, as advertised in the emulator's <c>open</c>.</summary>
    public const int MaxFrameSize = 262_144;

    /// <summary>Links that a connection may have at once. Clients open two or three for each sender, receiver and session.</summary>
    public const int MaxLinks = 5_000;

    /// <summary>Bytes of frame header: size, offset of the body, type, channel.</summary>
    public const int HeaderSize = 8;

    /// <summary>Largest number of bytes in unfinished messages of a connection, over all of its links.</summary>
    private const long MaxUnfinished = 16 * MessageLimits.MaxBatchSize;

    /// <summary>Bytes counted for each message in addition to its payload, also for an empty message.</summary>
    private const int Overhead = 1024;

    /// <summary>Largest open or attach in bytes. Their contents stay in memory. Those of clients have hundreds of bytes.</summary>
    private const int MaxLastingFrame = 16_384;

    /// <summary>The minimum of AMQP. With less, the library would loop forever when it splits a message.</summary>
    private const uint LeastMaxFrameSize = 512;

    /// <summary>Milliseconds. With less, the emulator would spend its time on heartbeats.</summary>
    private const uint LeastIdleTimeout = 1_000;

    private readonly Dictionary<ushort, SessionUse> _sessions = [];
    private long _unfinishedBytes;
    private int _links;

    /// <summary>Whether the client has sent its <c>open</c>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Checks a frame.</summary>
    /// <returns>How many of its bytes to pass on. The payload is dropped when the message is too long already.</returns>
    /// <exception cref="AmqpException">The connection must end.</exception>
    public int Inspect(ReadOnlySpan<byte> frame)
    {
        // Offset 2 means no extended header; the library cannot skip one. Type 0 is AMQP.
        if (frame[4] != 2 || frame[5] != 0)
            throw new AmqpException(AmqpErrors.Framing("The frame's header is not one of AMQP 1.0 without extensions."));
        var body = frame[HeaderSize..];
        if (body.IsEmpty) return frame.Length;
        var size = AmqpShape.CheckFirst(body);
        if (!Performative.TryRead(body[..size], out var performative))
            throw new AmqpException(AmqpErrors.Framing("The frame has no performative."));
        if (!IsOpen && performative.Code != Performative.Open)
            throw new AmqpException(AmqpErrors.NotAllowed("The first frame of a connection must be an open."));
        var channel = BinaryPrimitives.ReadUInt16BigEndian(frame[6..]);
        switch (performative.Code)
        {
            case Performative.Open:
                OnOpen(performative, size);
                break;
            case Performative.Attach:
                OnAttach(channel, size);
                break;
            case Performative.Detach:
                if (_sessions.TryGetValue(channel, out var session)) OnDetach(session, performative);
                break;
            case Performative.End:
                OnEnd(channel);
                break;
            case Performative.Transfer:
                return OnTransfer(channel, performative, frame.Length - HeaderSize - size) ? frame.Length : HeaderSize + size;
        }

        return frame.Length;
    }

    private void OnOpen(in Performative open, int size)
    {
        CheckLasting(size);
        if (open.UInt(2) < LeastMaxFrameSize)
            throw new AmqpException(AmqpErrors.NotAllowed($"The max-frame-size must be at least {LeastMaxFrameSize} bytes."));
        if (open.UInt(4) is > 0 and < LeastIdleTimeout)
            throw new AmqpException(AmqpErrors.NotAllowed($"The idle-time-out must be at least {LeastIdleTimeout} milliseconds."));
        IsOpen = true;
    }

    private void OnAttach(ushort channel, int size)
    {
        CheckLasting(size);
        if (++_links > MaxLinks) throw new AmqpException(AmqpErrors.LimitExceeded($"A connection may have {MaxLinks} links at once."));
        UseOf(channel).Links++;
    }

    /// <summary>The library keeps an unfinished message of the link until the session ends, so it counts until then.</summary>
    private void OnDetach(SessionUse session, in Performative detach)
    {
        if (detach.UInt(0) is { } handle && session.Unfinished.Remove(handle, out var message)) session.Abandoned += message.Bytes;
        if (session.Links == 0) return;
        session.Links--;
        _links--;
    }

    private void OnEnd(ushort channel)
    {
        if (!_sessions.Remove(channel, out var session)) return;
        _links -= session.Links;
        _unfinishedBytes -= session.Abandoned + session.Unfinished.Values.Sum(message => message.Bytes);
    }

    /// <summary>Counts a message's bytes; false when the message is too long already.</summary>
    private bool OnTransfer(ushort channel, in Performative transfer, int payload)
    {
        const int handleField = 0;
        const int idField = 1;
        const int moreField = 5;
        const int abortedField = 9;
        if (transfer.UInt(handleField) is not { } handle) throw new AmqpException(AmqpErrors.Framing("A transfer has no handle."));
        if (transfer.Flag(abortedField)) throw new AmqpException(AmqpErrors.NotImplemented("A transfer cannot be aborted."));
        var more = transfer.Flag(moreField);

        // Without unfinished messages there is nothing to count.
        if (!more && _unfinishedBytes == 0) return true;
        var id = transfer.UInt(idField);
        var unfinished = UseOf(channel).Unfinished;
        var isBegun = unfinished.TryGetValue(handle, out var message);
        if (isBegun && id is not null && id != message.Id)
            throw new AmqpException(AmqpErrors.Framing("A message begins before the one before it has ended."));
        var isTooLong = message.Bytes > MessageLimits.MaxBatchSize + Overhead;
        var counted = isTooLong ? 0 : payload + (isBegun ? 0 : Overhead);
        if (more) unfinished[handle] = (isBegun ? message.Id : id, message.Bytes + counted);
        else unfinished.Remove(handle);
        _unfinishedBytes += more ? counted : -message.Bytes;
        if (_unfinishedBytes > MaxUnfinished)
        {
            throw new AmqpException(AmqpErrors.LimitExceeded(
                $"The connection has begun messages of more than {MaxUnfinished} bytes and not ended them."));
        }
        return !isTooLong;
    }

    private SessionUse UseOf(ushort channel)
    {
        if (!_sessions.TryGetValue(channel, out var session)) _sessions[channel] = session = new SessionUse();
        return session;
    }

    private static void CheckLasting(int size)
    {
        if (size > MaxLastingFrame)
            throw new AmqpException(AmqpErrors.LimitExceeded($"An open or attach may have {MaxLastingFrame} bytes, not {size}."));
    }

    /// <summary>The limited resources that a session of the connection uses.</summary>
    private sealed class SessionUse
    {
        public int Links { get; set; }

        /// <summary>Unfinished messages, by the handles of their links.</summary>
        public Dictionary<uint, (uint? Id, long Bytes)> Unfinished { get; } = [];

        public long Abandoned { get; set; }
    }
}
