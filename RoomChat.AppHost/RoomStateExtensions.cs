using RoomChat.AppHost.Publishing;

namespace RoomChat.AppHost;

/// <summary>Redis for the rooms' state, in the chosen form.</summary>
internal static class RoomStateExtensions
{
    internal static IResourceBuilder<IResourceWithConnectionString> AddRoomState(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.GetBacking() switch
        {
            Backing.Embedded => builder.AddEmbeddedRedis(name),
            Backing.Containers => builder.AddRedis(name).WithDataVolume(),
            // On a developer's machine: a Redis that already exists.
            _ when builder.ExecutionContext.IsRunMode => builder.AddConnectionString(name),
            _ => builder.AddManagedRedis(name),
        };
}
