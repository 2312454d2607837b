using RoomChat.AppHost.Publishing;

namespace RoomChat.AppHost;

/// <summary>Redis, which holds the rooms' state, in whichever form.</summary>
internal static class RoomStateExtensions
{
    internal static IResourceBuilder<IResourceWithConnectionString> AddRoomState(this IDistributedApplicationBuilder builder, string name) => builder.GetBacking() switch
    {
        Backing.Embedded => builder.AddEmbeddedRedis(name),
        Backing.Containers => builder.AddRedis(name).WithDataVolume(),
        // On a developer's machine, a Redis that exists already.
        _ when builder.ExecutionContext.IsRunMode => builder.AddConnectionString(name),
        _ => builder.AddManagedRedis(name),
    };
}
