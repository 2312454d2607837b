using System.Buffers.Binary;
using System.Text.Json;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Connections;

/// <summary>A connection with a fake client, which takes all bytes or up to <see cref="Capacity"/>, and records them.</summary>
internal sealed class RecordedConnection : ITransport
{
    // Shared by all: the runtime keeps every meter that is ever made.
    private static readonly RealtimeMetrics Metrics = new(new UnheardMeters());

    private readonly Lock _sync = new();
    private readonly List<byte> _bytes = [];
    private TaskCompletionSource _mayWrite = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal RecordedConnection(ConnectionOptions? options = null, Caller? caller = null) =>
        Connection = new Connection(caller ?? Caller.Anonymous, this, options ?? new ConnectionOptions(), Metrics, TimeProvider.System);

    internal Connection Connection { get; }

    /// <summary>The number of bytes that can be written without waiting.</summary>
    internal int Capacity { get; set; } = int.MaxValue;

    /// <summary>The number of writes without waiting.</summary>
    internal int Writes { get; private set; }

    /// <summary>Whether a writer waits, or has waited, with queued bytes.</summary>
    internal bool IsWaitedFor { get; private set; }

    internal bool IsAborted { get; private set; }

    internal bool IsLost { get; set; }

    /// <summary>The exception that a write throws. A real transport must not throw.</summary>
    internal Exception? Failure { get; set; }

    /// <summary>The first byte and the payload of each complete frame.</summary>
    internal IReadOnlyList<(byte Sign, byte[] Payload)> WireFrames
    {
        get
        {
            lock (_sync) return [.. Split([.. _bytes])];
        }
    }

    internal IReadOnlyList<ServerFrame> Frames =>
        [.. WireFrames.Where(frame => frame.Sign == 0x81)
            .Select(frame => JsonSerializer.Deserialize(frame.Payload, FrameJsonContext.Wire.ServerFrame)!)];

    internal IReadOnlyList<long> Offsets => [.. Frames.OfType<ServerFrame.Message>().Select(message => message.Offset)];

    /// <summary>The client reads again: waiting bytes are written.</summary>
    internal void Drain()
    {
        lock (_sync)
        {
            Capacity = int.MaxValue;
            _mayWrite.TrySetResult();
        }
    }

    public int TryWrite(ReadOnlyMemory<byte> bytes)
    {
        lock (_sync)
        {
            if (IsLost) return -1;
            if (Failure is not null) throw Failure;
            Writes++;
            var taken = Math.Min(bytes.Length, Capacity);
            _bytes.AddRange(bytes.Span[..taken]);
            if (Capacity < int.MaxValue) Capacity -= taken;
            return taken;
        }
    }

    public async Task WriteAsync(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        IsWaitedFor = true;
        await _mayWrite.Task;
        if (IsLost) throw new IOException("The client is lost.");
        lock (_sync)
        {
            foreach (var piece in pieces) _bytes.AddRange(piece.Span);
        }
    }

    public void Abort() => IsAborted = true;

    private static IEnumerable<(byte Sign, byte[] Payload)> Split(byte[] bytes)
    {
        for (var at = 0; at + 2 <= bytes.Length;)
        {
            var (header, length) = bytes[at + 1] switch
            {
                126 => (4, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2))),
                127 => (10, checked((int)BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at + 2)))),
                var small => (2, small),
            };
            if (at + header + length > bytes.Length) yield break;
            yield return (bytes[at], bytes[(at + header)..(at + header + length)]);
            at += header + length;
        }
    }
}
