namespace RoomChat.Messaging.RoutingAgreement;

/// <summary>The names of routing strategies that publishers need.</summary>
public static class RoutingStrategyNames
{
    /// <summary>The setting of the strategy. It must be equal for all services.</summary>
    public const string Setting = "Routing:Strategy";

    /// <summary>The default strategy.</summary>
    public const string Default = "SharedSubscription";

    /// <summary>The strategy with which each room's messages are sent to a topic of its own.</summary>
    public const string TopicPerRoom = "TopicPerRoom";
}
