using System.Buffers;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Presence;

namespace RoomChat.Realtime.Actions;

/// <summary>Shows the user's read position to the members of a small room. In a larger room it is dropped.</summary>
internal sealed class TellRead(IRoomMembers members, IOptions<PresenceOptions> options) : IClientAction<ClientFrame.Read>
{
    private static readonly SearchValues<char> OfEpochs =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Read frame, CancellationToken ct)
    {
        if (ActionRefused.CheckRoom(frame.RoomId, out var roomId) is { } refused) return refused;
        if (frame.Offset is not >= 0) return new(ErrorCode.BadFrame, "'offset' is an offset, 0 or more.", roomId!.Value);
        if (frame.Epoch.Length is 0 or > ProtocolLimits.MaxEpochLength || frame.Epoch.AsSpan().ContainsAnyExcept(OfEpochs))
            return new(ErrorCode.BadFrame, "'epoch' is none that a server gave.", roomId!.Value);
        if (memberships.Find(roomId!) is null) return ActionRefused.NotJoined(roomId!);
        if (options.Value.ReceiptsUpTo == 0) return null;
        var users = (await members.FindAsync(roomId!, [], ct)).Count;
        if (users <= options.Value.ReceiptsUpTo) memberships.TellRead(roomId!, new RoomPosition(frame.Offset.Value, frame.Epoch));
        return null;
    }
}
