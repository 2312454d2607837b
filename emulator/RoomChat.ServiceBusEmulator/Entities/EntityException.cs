namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The namespace refuses a change; the message gives the reason.</summary>
internal sealed class EntityException(EntityFault fault, string message) : Exception(message)
{
    public EntityFault Fault { get; } = fault;

    /// <summary>The wrong setting; null if the error is not about a setting.</summary>
    public string? Setting { get; init; }

    public static EntityException Invalid(string message, string? setting = null) =>
        new(EntityFault.Invalid, message) { Setting = setting };

    public static EntityException NotFound(string entity) =>
        new(EntityFault.NotFound, $"The messaging entity '{entity}' could not be found.");

    public static EntityException AlreadyExists(string entity) =>
        new(EntityFault.AlreadyExists, $"The messaging entity '{entity}' already exists.");
}
