using System.ComponentModel.DataAnnotations;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Realtime.Connections;

/// <summary>Settings under <c>Realtime:Connections</c>.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Queued bytes above which a connection is closed as a slow consumer.</summary>
    [Range(65_536, 67_108_864)]
    public int MaxQueuedBytes { get; set; } = 1_048_576;

    /// <summary>Largest number of rooms per connection.</summary>
    [Range(1, 10_000)]
    public int MaxRooms { get; set; } = 100;

    /// <summary>Burst of actions per connection, before <see cref="ActionsPerSecond"/> applies.</summary>
    [Range(1, 100_000)]
    public int ActionBurst { get; set; } = 200;

    /// <summary>Sustained actions per second and connection.</summary>
    [Range(1, 100_000)]
    public int ActionsPerSecond { get; set; } = 50;

    /// <summary>Burst of joins per connection. A reconnecting client joins all its rooms.</summary>
    [Range(1, 100_000)]
    public int JoinBurst { get; set; } = 200;

    /// <summary>Sustained joins per second and connection.</summary>
    [Range(1, 100_000)]
    public int JoinsPerSecond { get; set; } = 20;

    /// <summary>Burst of typing and read events per connection.</summary>
    [Range(1, 100_000)]
    public int TypingBurst { get; set; } = 10;

    /// <summary>Sustained typing and read events per second.</summary>
    [Range(1, 100_000)]
    public int TypingPerSecond { get; set; } = 2;

    /// <summary>Burst of status changes per connection. Each one is sent to all its rooms.</summary>
    [Range(1, 100_000)]
    public int StatusBurst { get; set; } = 5;

    /// <summary>Sustained status changes per minute.</summary>
    [Range(1, 100_000)]
    public int StatusPerMinute { get; set; } = 12;

    /// <summary>Largest frame that a client may send, in bytes.</summary>
    [Range(1024, 1_048_576)]
    public int MaxFrameBytes { get; set; } = ProtocolLimits.MaxClientFrameBytes;

    /// <summary>Time limit of a frame from its first byte to its last.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FrameTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections per user of the page on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerUser { get; set; } = 50;

    /// <summary>Connections of all programs with keys of one subscription on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerSubscription { get; set; } = 10_000;

    /// <summary>Connections of all page users with one address on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerAddress { get; set; } = 1_000;

    /// <summary>Idle timeout of a connection without rooms; 0 for none, because messages to everyone need no room.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Origins whose pages may connect. Empty allows all: the gateway requires a key or a session. Programs send no origin.
    /// </summary>
    [OriginList]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Unreadable frames in a row after which a connection is closed without a reconnect.</summary>
    [Range(1, 1_000)]
    public int MaxBadFrames { get; set; } = 20;

    /// <summary>Silence after which the client is pinged.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without a pong after which the client counts as gone.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for a closing connection to read its queue, and for a stopping instance to wait for all connections.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time over which a stopping instance spreads the requests to reconnect.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan DrainSpread { get; set; } = TimeSpan.FromSeconds(2);
}
