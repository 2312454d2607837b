namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The namespace refuses a change; the message tells the caller why.</summary>
internal sealed class EntityException(EntityFault fault, string message) : Exception(message)
{
    public EntityFault Fault { get; } = fault;

    public static EntityException Invalid(string message) => new(EntityFault.Invalid, message);

    public static EntityException NotFound(string entity) => new(EntityFault.NotFound, $"The messaging entity '{entity}' could not be found.");

    public static EntityException AlreadyExists(string entity) => new(EntityFault.AlreadyExists, $"The messaging entity '{entity}' already exists.");
}
