namespace RoomChat.Messaging.RoutingAgreement;

/// <summary>The routing strategies that whoever publishes must know, too.</summary>
public static class RoutingStrategyNames
{
    /// <summary>The setting that names the strategy; it must be the same for all services.</summary>
    public const string Setting = "Routing:Strategy";

    /// <summary>The strategy where nothing is set.</summary>
    public const string Default = "SharedSubscription";

    /// <summary>The strategy with which each room's messages are sent to a topic of its own.</summary>
    public const string TopicPerRoom = "TopicPerRoom";
}
