using System.ComponentModel.DataAnnotations;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Origins;

namespace RoomChat.Realtime.Connections;

/// <summary>Settings under <c>Realtime:Connections</c>.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Bytes a connection may have waiting before it is closed as a slow consumer.</summary>
    [Range(65_536, 67_108_864)]
    public int MaxQueuedBytes { get; set; } = 1_048_576;

    /// <summary>Rooms a connection may be in at once.</summary>
    [Range(1, 10_000)]
    public int MaxRooms { get; set; } = 100;

    /// <summary>Actions a connection may send in one go before <see cref="ActionsPerSecond"/> holds it back.</summary>
    [Range(1, 100_000)]
    public int ActionBurst { get; set; } = 200;

    /// <summary>Actions a second that a connection may go on sending.</summary>
    [Range(1, 100_000)]
    public int ActionsPerSecond { get; set; } = 50;

    /// <summary>Joins a connection may ask for in one go, so that a client which comes back can ask for all its rooms.</summary>
    [Range(1, 100_000)]
    public int JoinBurst { get; set; } = 200;

    /// <summary>Joins a second that a connection may go on asking for.</summary>
    [Range(1, 100_000)]
    public int JoinsPerSecond { get; set; } = 20;

    /// <summary>How often a connection may say in one go that its user is typing, or has read on.</summary>
    [Range(1, 100_000)]
    public int TypingBurst { get; set; } = 10;

    /// <summary>How often a second it may go on saying so.</summary>
    [Range(1, 100_000)]
    public int TypingPerSecond { get; set; } = 2;

    /// <summary>How often a connection may set its user's status in one go: each time all its rooms hear of it.</summary>
    [Range(1, 100_000)]
    public int StatusBurst { get; set; } = 5;

    /// <summary>How often a minute it may go on doing so.</summary>
    [Range(1, 100_000)]
    public int StatusPerMinute { get; set; } = 12;

    /// <summary>Largest frame that a client may send, in bytes.</summary>
    [Range(1024, 1_048_576)]
    public int MaxFrameBytes { get; set; } = ProtocolLimits.MaxClientFrameBytes;

    /// <summary>How long a frame may take from its first byte to its last.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan FrameTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections that a user of the page may have on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerUser { get; set; } = 50;

    /// <summary>Connections that all programs with the keys of one subscription may have on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerSubscription { get; set; } = 10_000;

    /// <summary>Connections that all users of the page with one address may have on one instance; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int MaxPerAddress { get; set; } = 1_000;

    /// <summary>How long a connection may be in no room before it is closed; 0 for ever, since messages to everyone need no room.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.Zero;

    /// <summary>Origins whose pages may connect; none for all, as the gateway admits nobody without a key or a session. Programs have no origin.</summary>
    [OriginList]
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>Unreadable frames in a row after which a connection is closed for good.</summary>
    [Range(1, 1_000)]
    public int MaxBadFrames { get; set; } = 20;

    /// <summary>Silence after which the client is pinged.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a ping may stay unanswered before the client counts as gone.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan KeepAliveTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection that is being closed may take to read what is left, and a stopping instance may wait for all of them.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a stopping instance may take to ask its connections to reconnect, so that they do not all do it at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan DrainSpread { get; set; } = TimeSpan.FromSeconds(2);
}
