namespace RoomChat.Benchmarks.MessagePath;

/// <summary>A process on a message's path.</summary>
/// <param name="Name">One of the constants of this class.</param>
/// <param name="ReadCpuTime">Returns the processor time so far.</param>
internal sealed record PathProcess(string Name, Func<TimeSpan> ReadCpuTime)
{
    public const string Emulator = "emulator";
    public const string Redis = "redis";
    public const string Api = "api";
    public const string Realtime = "realtime";
    public const string Gateway = "gateway";
    public const string Peer = "peer";
}
