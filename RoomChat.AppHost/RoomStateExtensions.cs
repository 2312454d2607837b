namespace RoomChat.AppHost;

/// <summary>Redis, which holds the rooms' state, in whichever form.</summary>
internal static class RoomStateExtensions
{
    internal static IResourceBuilder<IResourceWithConnectionString> AddRoomState(this IDistributedApplicationBuilder builder, string name) => builder.GetBacking() switch
    {
        Backing.Embedded => builder.AddEmbeddedRedis(name),
        Backing.Containers => builder.AddRedis(name).WithDataVolume(),
        _ => builder.AddConnectionString(name),
    };
}
