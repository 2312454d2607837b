namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusSender"/>.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>Names the sender in the broker's logs; made up unless set.</summary>
    public string? Identifier { get; set; }
}
