namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Metadata of an endpoint that answers requests without the gateway's signature, too: the health probes of the platform.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AllowUnsignedAttribute : Attribute;
