using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Settings under <c>RoomTopics</c>, for the routing strategy <c>TopicPerRoom</c>. Equal for publisher and receivers.</summary>
public sealed class RoomTopicOptions
{
    /// <summary>How long a message waits for a first member of its room.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "14.00:00:00")]
    public TimeSpan MessageTimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Idle time after which the broker removes a room's topic: a fallback when the responsible instance has crashed. Service Bus requires
    /// at least five minutes. Must exceed the messages' time to live, or waiting messages are lost with the topic.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "30.00:00:00")]
    public TimeSpan AutoDeleteOnIdle { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How long a room's topic is kept after its last member has left.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Idle time after which a publisher closes its link to a room's topic.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan SenderIdle { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Limit of a publisher's links to rooms' topics.</summary>
    [Range(1, 100_000)]
    public int MaxSenders { get; set; } = 1_000;
}
