using BenchmarkDotNet.Attributes;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Benchmarks.Micro;

/// <summary>The cost per message, independent of the number of receivers.</summary>
public class FrameEncoding
{
    private readonly LoggedMessage _logged = new(
        new ChatMessage(
            "0198c0ffee",
            RoomId.Parse("general", provider: null),
            new string('x', 100),
            DateTimeOffset.UnixEpoch,
            new ChatUser("user-1f", "Ann")),
        new RoomPosition(42, "9f0c2d"));

    /// <summary>Encodes a message of 100 characters to the bytes of its frame.</summary>
    [Benchmark]
    public object Encode() => FrameEncoder.Encode(_logged);
}
