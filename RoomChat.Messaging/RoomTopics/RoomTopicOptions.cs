using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Settings under <c>RoomTopics</c>, for the routing strategy <c>TopicPerRoom</c>. The same for publisher and receivers.</summary>
public sealed class RoomTopicOptions
{
    /// <summary>How long a message waits for somebody to join its room.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "14.00:00:00")]
    public TimeSpan MessageTimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Silence after which the broker itself removes a room's topic: the last resort, when the instance crashed that would have. Service Bus wants five minutes or more.
    /// Longer than the messages' life, or a waiting message could go with its topic.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan AutoDeleteOnIdle { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long a room's topic outlives its last member.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Silence after which a publisher closes its link to a room's topic.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan SenderIdle { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Most links to rooms' topics that a publisher keeps.</summary>
    [Range(1, 100_000)]
    public int MaxSenders { get; set; } = 1_000;
}
