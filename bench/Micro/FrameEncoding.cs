using BenchmarkDotNet.Attributes;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Benchmarks.Micro;

/// <summary>What is paid once for a message, however many hear it.</summary>
public class FrameEncoding
{
    private readonly LoggedMessage _logged = new(
        new ChatMessage("0198c0ffee", RoomId.Parse("general", provider: null), new string('x', 100), DateTimeOffset.UnixEpoch, new ChatUser("user-1f", "Ann")),
        new RoomPosition(42, "9f0c2d"));

    /// <summary>A message of 100 characters into the bytes of its frame.</summary>
    [Benchmark]
    public object Encode() => FrameEncoder.Encode(_logged);
}
