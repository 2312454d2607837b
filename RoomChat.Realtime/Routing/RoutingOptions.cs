using System.ComponentModel.DataAnnotations;
using RoomChat.Messaging.RoutingAgreement;

namespace RoomChat.Realtime.Routing;

/// <summary>Settings under <c>Routing</c>.</summary>
internal sealed class RoutingOptions
{
    /// <summary>Name of the routing strategy.</summary>
    [Required]
    public string Strategy { get; set; } = RoutingStrategyNames.Default;

    /// <summary>Largest batch of messages.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Idle time after which a session is released, so that another instance can take it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an unwritable room blocks the other, writable rooms of its session.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RoomPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Idle time after which <c>ClientSide</c> closes the feed of a room without members on this instance.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilentRoom { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause after a failure, before the next attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(1);
}
