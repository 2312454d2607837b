using System.ComponentModel.DataAnnotations;

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
