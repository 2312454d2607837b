using RoomChat.Contracts;

namespace RoomChat.Realtime.Actions;

/// <summary>Shared by the two actions that replay: the requested position.</summary>
internal static class Replay
{
    /// <summary>The position in a client's frame. A missing epoch matches any.</summary>
    public static RoomPosition? Since(long? since, string? epoch) => since is { } offset ? new RoomPosition(offset, epoch ?? "") : null;
}
