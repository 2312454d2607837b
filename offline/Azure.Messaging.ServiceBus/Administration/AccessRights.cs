namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What an authorization rule allows.</summary>
public enum AccessRights
{
    /// <summary>Changing the entity; needs the other two as well.</summary>
    Manage = 0,

    /// <summary>Sending to it.</summary>
    Send = 1,

    /// <summary>Receiving from it.</summary>
    Listen = 2,
}
