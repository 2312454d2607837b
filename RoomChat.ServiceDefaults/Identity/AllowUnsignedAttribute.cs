namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Marks an endpoint that also answers requests without the gateway's signature: the health probes of the platform.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AllowUnsignedAttribute : Attribute;
