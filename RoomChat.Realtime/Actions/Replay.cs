using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Actions;

/// <summary>What the two actions that catch up have in common: the position asked for, and the answer with what was missed.</summary>
internal static class Replay
{
    /// <summary>The position in a client's frame; without an epoch any will do.</summary>
    public static RoomPosition? Since(long? since, string? epoch) => since is { } offset ? new RoomPosition(offset, epoch ?? "") : null;

    public static void Send(Memberships memberships, CatchUp catchUp, ServerFrame answer) =>
        memberships.Answer(FrameEncoder.Encode(answer), catchUp.Missed);
}
