using System.ComponentModel.DataAnnotations;
using RoomChat.Messaging.RoutingAgreement;

namespace RoomChat.Realtime.Routing;

/// <summary>Settings under <c>Routing</c>.</summary>
internal sealed class RoutingOptions
{
    /// <summary>Which way the messages take: the name of one of the strategies.</summary>
    [Required]
    public string Strategy { get; set; } = RoutingStrategyNames.Default;

    /// <summary>Most messages taken in one go.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 100;

    /// <summary>Silence after which a session is released, so that another instance can take it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan SessionIdle { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a room that cannot be written holds up the others of its session, when those can.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan RoomPatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which <c>ClientSide</c> closes the feed of a room that nobody here has joined.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SilentRoom { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Pause after a failure, before the next attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromSeconds(1);
}
