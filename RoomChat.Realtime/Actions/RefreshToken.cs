using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Realtime.FanOut;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// Renews a connection with another token of the same user. It leaves rooms that the new token does not allow.
/// </summary>
internal sealed class RefreshToken(TokenRenewal renewal, RoomPolicy policy, TimeProvider time) : IClientAction<ClientFrame.Refresh>
{
    private static readonly ActionRefused NotRenewable = new(
        ErrorCode.Forbidden, "This connection was not opened with a token, and does not expire.");
    private static readonly ActionRefused BadToken = new(
        ErrorCode.InvalidToken, "The token is not valid here, or is not one of the same user.");

    public async Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Refresh frame, CancellationToken ct)
    {
        var caller = memberships.Connection.Caller;
        if (caller.Kind != CallerKind.Token) return NotRenewable;
        if (await renewal.FindCallerAsync(frame.Token, ct) is not { Kind: CallerKind.Token } renewed || renewed.Id != caller.Id)
            return BadToken;
        // Only permissions and expiry change. The user keeps the name from the start of the connection.
        memberships.Connection.Renew(caller with { Grants = renewed.Grants, ExpiresAt = renewed.ExpiresAt });
        foreach (var roomId in memberships.Rooms.Where(roomId => !policy.Allows(renewed, RoomAction.Hear, roomId)).ToList())
        {
            await memberships.LeaveAsync(roomId, ct);
            memberships.Connection.Send(FrameEncoder.Encode(new ServerFrame.RoomLeft(
                roomId.Value, $"The new token does not allow room '{roomId}'", RoomLeftReason.Token)));
        }
        var left = renewed.ExpiresAt is { } expiresAt ? expiresAt - time.GetUtcNow().ToUnixTimeSeconds() : 0;
        memberships.Answer(FrameEncoder.Encode(new ServerFrame.Refreshed(left)));
        return null;
    }
}
