using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// Invitations in the page's address.
public sealed partial class ChatState
{
    /// <summary>Prefix of the fragment in an invitation's link. Browsers do not send fragments to the server.</summary>
    public const string InvitationPrefix = "#invitation=";

    /// <summary>Stores an invitation until the user has signed in. Signing in may change the page's address.</summary>
    public Task KeepInvitationAsync(string secret) => _memory.SaveInvitationAsync(secret).AsTask();

    /// <summary>Redeems the stored invitation. Returns its room; null when there was none, or the server refused it.</summary>
    public async Task<RoomId?> RedeemKeptAsync(CancellationToken ct = default)
    {
        if (await _memory.LoadInvitationAsync() is not { Length: > 0 } secret) return null;
        await _memory.SaveInvitationAsync(null);
        try
        {
            var room = await new RoomsApi(_api).RedeemAsync(secret, ct);
            if (Rooms is { } rooms) await rooms.LoadCreatedAsync(ct);
            return RoomId.TryParse(room.RoomId, out var roomId) ? roomId : null;
        }
        catch (RoomChatException e)
        {
            _toasts.Show(e.Message);
            return null;
        }
    }
}
