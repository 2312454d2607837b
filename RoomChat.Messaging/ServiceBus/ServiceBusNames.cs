using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Settings under <c>Messaging</c>: names of the Service Bus entities. They must be equal for publisher and receivers.</summary>
public sealed class ServiceBusNames
{
    /// <summary>The topic for all messages.</summary>
    [Required]
    public string Topic { get; set; } = "backend-messages";

    /// <summary>The subscription, with sessions, shared by the realtime instances.</summary>
    [Required]
    public string Subscription { get; set; } = "rooms";

    /// <summary>Number of sessions, each for a group of rooms. After a change, waiting messages of a room may lose their order.</summary>
    [Range(1, 256)]
    public int Shards { get; set; } = 16;
}
