namespace RoomChat.Benchmarks.MessagePath;

/// <summary>A process on a message's way.</summary>
/// <param name="Name">One of the names here.</param>
/// <param name="ReadCpuTime">Gives what it has used so far.</param>
internal sealed record PathProcess(string Name, Func<TimeSpan> ReadCpuTime)
{
    public const string Emulator = "emulator";
    public const string Redis = "redis";
    public const string Api = "api";
    public const string Realtime = "realtime";
    public const string Gateway = "gateway";
    public const string Peer = "peer";
}
