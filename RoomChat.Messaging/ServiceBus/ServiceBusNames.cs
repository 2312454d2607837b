using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Settings under <c>Messaging</c>: what the entities on Service Bus are called. Publisher and receivers must agree on all of them.</summary>
public sealed class ServiceBusNames
{
    /// <summary>The topic that every message goes through.</summary>
    [Required]
    public string Topic { get; set; } = "backend-messages";

    /// <summary>The subscription, with sessions, that the realtime instances share.</summary>
    [Required]
    public string Subscription { get; set; } = "rooms";

    /// <summary>Groups of rooms, each one a session. A change while messages wait lets a room's messages overtake one another.</summary>
    [Range(1, 256)]
    public int Shards { get; set; } = 16;
}
