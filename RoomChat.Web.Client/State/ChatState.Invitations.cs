using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// Invitations that came with the page's address.
public sealed partial class ChatState
{
    /// <summary>How the fragment of an invitation's link begins. Browsers do not send it to the server.</summary>
    public const string InvitationPrefix = "#invitation=";

    /// <summary>Keeps an invitation until the user is signed in, which may take the page to another address.</summary>
    public Task KeepInvitationAsync(string secret) => _memory.SaveInvitationAsync(secret).AsTask();

    /// <summary>Uses the invitation that was kept. The room that it opened; null when there was none, or it was refused.</summary>
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
