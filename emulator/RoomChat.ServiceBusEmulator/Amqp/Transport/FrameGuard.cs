using System.Buffers.Binary;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>
/// Looks at every frame of a connection before the library does, and refuses those that would harm more than their own connection: the
/// library believes what it is told about sizes, counts and depth, and keeps the parts of a message as long as there are more.
/// </summary>
internal sealed class FrameGuard
{
    /// <summary>Bytes of a frame, as the emulator's <c>open</c> says.</summary>
    public const int MaxFrameSize = 262_144;

    /// <summary>Links that a connection may have at once. Clients open two or three for each sender, receiver and session.</summary>
    public const int MaxLinks = 5_000;

    /// <summary>Bytes of frame header: size, offset of the body, type, channel.</summary>
    public const int HeaderSize = 8;

    /// <summary>Bytes of messages that a connection may have begun and not ended, over all of its links.</summary>
    private const long MaxUnfinished = 16 * MessageLimits.MaxBatchSize;

    /// <summary>Bytes that a message takes beside its own; no less for an empty one.</summary>
    private const int Overhead = 1024;

    /// <summary>Bytes of the frames whose contents stay as long as the connection: clients' have hundreds.</summary>
    private const int MaxLastingFrame = 16_384;

    /// <summary>The smallest that AMQP allows; with less the library would try for ever to fit a message in.</summary>
    private const uint LeastMaxFrameSize = 512;

    /// <summary>Milliseconds; with less the emulator would do nothing but tell the client that it is there.</summary>
    private const uint LeastIdleTimeout = 1_000;

    private readonly Dictionary<ushort, SessionUse> _sessions = [];
    private long _unfinishedBytes;
    private int _links;

    /// <summary>Whether the client has introduced itself.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Looks at a frame.</summary>
    /// <returns>How many of its bytes to pass on: the end of a message that is too long anyway is left out.</returns>
    /// <exception cref="AmqpException">The connection must end.</exception>
    public int Inspect(ReadOnlySpan<byte> frame)
    {
        // Offset 2 is no extended header, which the library cannot skip; type 0 is AMQP.
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

    /// <summary>What the link did not end the library keeps until its session ends, so it counts until then.</summary>
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

    /// <summary>Counts a message's bytes; false when it has too many already.</summary>
    private bool OnTransfer(ushort channel, in Performative transfer, int payload)
    {
        const int handleField = 0;
        const int idField = 1;
        const int moreField = 5;
        const int abortedField = 9;
        if (transfer.UInt(handleField) is not { } handle) throw new AmqpException(AmqpErrors.Framing("A transfer has no handle."));
        if (transfer.Flag(abortedField)) throw new AmqpException(AmqpErrors.NotImplemented("A transfer cannot be aborted."));
        var more = transfer.Flag(moreField);

        // As long as nothing is in parts, nothing needs to be remembered.
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

    /// <summary>What a session of the connection has of what is limited.</summary>
    private sealed class SessionUse
    {
        public int Links { get; set; }

        /// <summary>Messages whose end has not come yet, by the handles of their links.</summary>
        public Dictionary<uint, (uint? Id, long Bytes)> Unfinished { get; } = [];

        public long Abandoned { get; set; }
    }
}
