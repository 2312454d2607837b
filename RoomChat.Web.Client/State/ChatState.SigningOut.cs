using RoomChat.Client;

namespace RoomChat.Web.Client.State;

// The end of the session, by the user or by the server.
public sealed partial class ChatState
{
    /// <summary>Number of own messages that are not in a log yet. The page shows it before signing out.</summary>
    public int Unsent => Rooms?.Joined.Sum(room => room.OnTheirWay) ?? 0;

    /// <summary>Ends the session here, in other tabs, and for every copy of the cookie.</summary>
    public async Task SignOutAsync(CancellationToken ct = default)
    {
        if (Phase != SignInPhase.SignedIn) return;
        try
        {
            await _api.SignOutAsync(ct);
        }
        catch (RoomChatException e)
        {
            // The session goes on, and the user must know that before leaving the browser.
            _toasts.Show($"{_settings.Words.StillSignedIn} {e.Message}");
            return;
        }

        await CloseAsync();
        await _memory.ForgetUserAsync();
        Changed?.Invoke();
    }

    /// <summary>Checks whether the session is over, after another tab has removed the stored user.</summary>
    public async Task FollowKeptUserAsync()
    {
        if (Phase == SignInPhase.SignedIn && await _memory.LoadUserAsync() is null) await CheckSessionAsync();
    }

    // The session may have ended in another tab, and the user may have signed in there with another name.
    private async Task FollowSignOutAsync()
    {
        var user = User;
        await CheckSessionAsync();
        if (user is not null && User == user) await EndSessionAsync();
    }

    // The next user must not see stored messages of the last one.
    private async Task ChangeUserAsync()
    {
        await CloseAsync();
        await _memory.ForgetAllKeptAsync();
        await StartOverAsync();
    }

    private async Task EndSessionAsync()
    {
        if (Phase != SignInPhase.SignedIn) return;
        await CloseAsync();
        await _memory.ForgetUserAsync();
        _toasts.Show(_settings.Words.SessionEnded);
        Changed?.Invoke();
    }
}
