namespace RoomChat.Messaging.RoomTopics;

/// <summary>The routing strategy that the publisher must know, too.</summary>
public static class RoomTopicStrategy
{
    /// <summary>What <c>Routing:Strategy</c> calls it.</summary>
    public const string Name = "TopicPerRoom";
}
