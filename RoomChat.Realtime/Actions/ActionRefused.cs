using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>A refused action. It is an answer to the client, not an exception.</summary>
internal sealed record ActionRefused(string Code, string Text, string? RoomId = null, string? MessageId = null)
{
    public static readonly ActionRefused Unavailable = new(ErrorCode.Unavailable, "This cannot be answered now; try again.");

    public static readonly ActionRefused RateLimited = new(ErrorCode.RateLimited, "Too many actions; slow down.");

    /// <summary>
    /// Reads a client's room. Refuses text that is not a room id, and <c>all</c>.
    /// </summary>
    public static ActionRefused? CheckRoom(string text, out RoomId? roomId) =>
        CheckRoomOrAll(text, out roomId)
        ?? (roomId!.IsAll ? new(ErrorCode.ReservedRoom, "Everyone hears 'all'; nobody joins or leaves it.", text) : null);

    /// <summary>Like <see cref="CheckRoom"/>, for actions that also allow <c>all</c>.</summary>
    public static ActionRefused? CheckRoomOrAll(string text, out RoomId? roomId) => Contracts.RoomId.TryParse(text, out roomId)
        ? null
        : new(ErrorCode.InvalidRoom, Contracts.RoomId.Rule, Shorten(text));

    /// <summary>Refuses an invalid position. Offsets count from 0, which is before the first message.</summary>
    public static ActionRefused? CheckSince(long? since, string? roomId) =>
        since is < 0 ? new(ErrorCode.BadFrame, "'since' is an offset, 0 or more.", roomId) : null;

    /// <summary>Refuses an action without permission. The text does not reveal whether the room exists.</summary>
    public static async ValueTask<ActionRefused?> CheckRightAsync(
        RoomPolicy policy, Caller caller, RoomAction action, RoomId roomId, CancellationToken ct) =>
        await policy.DecideAsync(caller, action, roomId, ct) switch
        {
            { IsAllowed: true } => null,
            { Verdict: RoomVerdict.Undecided, Why: { } why } => new(ErrorCode.Unavailable, why, roomId.Value),
            { Why: { } why } => new(ErrorCode.Forbidden, why, roomId.Value),
            _ => throw new InvalidOperationException("A refusal says why."),
        };

    public static ActionRefused NotJoined(RoomId roomId) => new(ErrorCode.NotJoined, $"Not in room '{roomId}'.", roomId.Value);

    public ServerFrame.ActionError ToFrame(string? action) => new(Code, Text, action, RoomId, MessageId);

    /// <summary>Shortens a client's text so that it can be sent back.</summary>
    public static string Shorten(string text) =>
        text.Length <= ProtocolLimits.MaxRoomIdLength ? text : $"{text.AsSpan(0, ProtocolLimits.MaxRoomIdLength - 1)}…";
}
