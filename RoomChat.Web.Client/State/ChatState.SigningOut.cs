using RoomChat.Client;

namespace RoomChat.Web.Client.State;

// The end of the session, by the user or without being asked.
public sealed partial class ChatState
{
    /// <summary>Own messages that no log has: who signs out should know of them.</summary>
    public int Unsent => Rooms?.Joined.Sum(room => room.OnTheirWay) ?? 0;

    /// <summary>Ends the session here, in other tabs, and for every copy of its cookie.</summary>
    public async Task SignOutAsync(CancellationToken ct = default)
    {
        if (Phase != SignInPhase.SignedIn) return;
        try
        {
            await _api.SignOutAsync(ct);
        }
        catch (RoomChatException e)
        {
            // Not signed out at all: who goes away now must know.
            _toasts.Show($"{_settings.Words.StillSignedIn} {e.Message}");
            return;
        }

        await CloseAsync();
        await _memory.ForgetUserAsync();
        Changed?.Invoke();
    }

    /// <summary>Another tab has removed whose session it is: finds out whether the session is over.</summary>
    public async Task FollowKeptUserAsync()
    {
        if (Phase == SignInPhase.SignedIn && await _memory.LoadUserAsync() is null) await CheckSessionAsync();
    }

    // Here or in another tab; there the user may have chosen another name at once.
    private async Task FollowSignOutAsync()
    {
        var user = User;
        await CheckSessionAsync();
        if (user is not null && User == user) await EndSessionAsync();
    }

    // Nothing that was kept for one user is shown to the next.
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
