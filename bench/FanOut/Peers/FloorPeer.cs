using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>
/// The minimal cost of the system. One thread reads the Redis connection, builds the WebSocket frames of a room once, and makes one
/// <c>send</c> per member. It has no framework, queue or recovery, and does not support slow members.
/// </summary>
internal sealed class FloorPeer : IDisposable
{
    private static readonly byte[] Joined = "{\"type\":\"room_joined\"}"u8.ToArray();

    private readonly ConcurrentDictionary<string, FloorRoom> _rooms = new(StringComparer.Ordinal);
    private readonly Socket _redis = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly List<FloorRoom> _touched = [];

    // Synchronous, as all calls here: after one asynchronous call on a socket the runtime's readiness loop wakes up for it.
    private FloorPeer(EndPoint redis) => _redis.Connect(redis);

    public static async Task RunAsync(string urls, string redis, CancellationToken ct)
    {
        using var peer = new FloorPeer(ConfigurationOptions.Parse(redis).EndPoints[0]);
        using var listener = new TcpListener(IPEndPoint.Parse(new Uri(urls).Authority));
        listener.Start(backlog: 512);
        using var stopping = ct.Register(listener.Stop);
        var fanOut = Task.Factory.StartNew(peer.FanOut, ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var accepting = Task.Factory.StartNew(
            () => peer.Accept(listener.Server), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await await Task.WhenAny(fanOut, accepting);
    }

    public void Dispose() => _redis.Dispose();

    /// <summary>Accepts one connection at a time. The load answers at once.</summary>
    private void Accept(Socket listener)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var member = listener.Accept();
            member.NoDelay = true;
            // The benchmark checks the port by opening it.
            if (member.Receive(buffer) == 0)
            {
                member.Dispose();
                continue;
            }
            // The accept key matches the one key that the load sends.
            member.Send(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"u8
                + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"u8);
            Join(member, Encoding.UTF8.GetString(buffer, 0, member.Receive(buffer)));
        }
    }

    private void Join(Socket member, string frame)
    {
        // The frame header has six bytes. The load's mask is zero.
        const string Field = "\"room_id\":\"";
        var start = frame.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        var name = frame[start..frame.IndexOf('"', start)];
        var room = _rooms.GetOrAdd(name, _ => new FloorRoom());
        member.Send([.. ServerFrameHeader.Of(Joined.Length), .. Joined]);
        member.Blocking = false;
        if (!room.Add(member)) return;
        var channel = RoomKeys.Channel(RoomId.Parse(name, provider: null)).ToString();
        _redis.Send(Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"*2\r\n$9\r\nSUBSCRIBE\r\n${channel.Length}\r\n{channel}\r\n")));
    }

    private void FanOut()
    {
        var buffer = new byte[1 << 20];
        var kept = 0;
        while (_redis.Receive(buffer.AsSpan(kept)) is > 0 and var count)
        {
            var bytes = buffer.AsMemory(0, kept + count);
            while (PushReader.TryRead(ref bytes, out var channel, out var payload)) Take(channel, payload);
            foreach (var room in _touched) room.Send();
            _touched.Clear();
            bytes.CopyTo(buffer);
            kept = bytes.Length;
        }
    }

    private void Take(ReadOnlyMemory<byte> channel, ReadOnlyMemory<byte> announcement)
    {
        // roomchat:{name}:messages
        var text = channel.Span;
        var name = Encoding.ASCII.GetString(text[(text.IndexOf((byte)'{') + 1)..text.IndexOf((byte)'}')]);
        if (!_rooms.TryGetValue(name, out var room)) return;
        if (room.IsEmpty) _touched.Add(room);
        room.Append(Announcement.ToFrame(announcement));
    }
}
