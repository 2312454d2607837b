using RoomChat.Contracts;

namespace RoomChat.Realtime.Actions;

/// <summary>What the two actions that catch up have in common: the position asked for.</summary>
internal static class Replay
{
    /// <summary>The position in a client's frame; without an epoch any will do.</summary>
    public static RoomPosition? Since(long? since, string? epoch) => since is { } offset ? new RoomPosition(offset, epoch ?? "") : null;
}
