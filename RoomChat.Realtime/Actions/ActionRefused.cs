using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>Why an action was not done: an answer to the client, not an exception.</summary>
internal sealed record ActionRefused(string Code, string Text, string? RoomId = null, string? MessageId = null)
{
    public static readonly ActionRefused Unavailable = new(ErrorCode.Unavailable, "This cannot be answered now; try again.");

    public static readonly ActionRefused RateLimited = new(ErrorCode.RateLimited, "Too many actions; slow down.");

    /// <summary>
    /// Reads the room that a client named for itself, or says why it cannot be meant: it is no room id, or it is <c>all</c>.
    /// </summary>
    public static ActionRefused? CheckRoom(string text, out RoomId? roomId) =>
        CheckRoomOrAll(text, out roomId)
        ?? (roomId!.IsAll ? new(ErrorCode.ReservedRoom, "Everyone hears 'all'; nobody joins or leaves it.", text) : null);

    /// <summary>As <see cref="CheckRoom"/>, for actions that <c>all</c> has too.</summary>
    public static ActionRefused? CheckRoomOrAll(string text, out RoomId? roomId) => Contracts.RoomId.TryParse(text, out roomId)
        ? null
        : new(ErrorCode.InvalidRoom, Contracts.RoomId.Rule, Shorten(text));

    /// <summary>Says why a position cannot be meant: offsets count from 0, which is before the first message.</summary>
    public static ActionRefused? CheckSince(long? since, string? roomId) =>
        since is < 0 ? new(ErrorCode.BadFrame, "'since' is an offset, 0 or more.", roomId) : null;

    /// <summary>Says why the caller may not do it. The same for a room that exists and for one that does not.</summary>
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

    /// <summary>What a client wrote, short enough to be sent back.</summary>
    public static string Shorten(string text) =>
        text.Length <= ProtocolLimits.MaxRoomIdLength ? text : $"{text.AsSpan(0, ProtocolLimits.MaxRoomIdLength - 1)}…";
}
