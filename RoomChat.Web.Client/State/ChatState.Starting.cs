using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// The start of the page: finds out the signed-in user.
public sealed partial class ChatState
{
    /// <summary>If the server needs longer than this to name the user, the page opens with the stored user, if any.</summary>
    private static readonly TimeSpan OpensWithout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StartAgainAfter = TimeSpan.FromSeconds(3);

    private bool _isUserAssumed;

    /// <summary>The room in the page's address, opened when the user is known; null for none.</summary>
    public RoomId? Wanted { get; set; }

    /// <summary>
    /// Finds out the user, and opens the chat when there is a session. While the server cannot be reached, the page asks again: signing in
    /// would fail as well.
    /// </summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        LastName = await _memory.LoadNameAsync();
        while (!await TryStartAsync(ct))
        {
            Changed?.Invoke();
            await Task.Delay(StartAgainAfter, _options.Time, ct);
        }

        Changed?.Invoke();
    }

    // A user with another name must not see the drafts of the last one. With the same id, the user only has a new name.
    private async Task TakeUserAsync(ChatUser user)
    {
        var last = _entered ?? await _memory.LoadUserAsync();
        var isAnother = last?.Id != user.Id && (last?.Name ?? LastName) is { } name && name != user.Name;
        if (isAnother) await _memory.ForgetDraftsAsync();
        await _memory.SaveUserAsync(user);
        Enter(user);
    }

    private async Task<bool> TryStartAsync(CancellationToken ct)
    {
        var last = await _memory.LoadUserAsync();
        try
        {
            var asking = _api.GetUserAsync(ct);
            var user = await (last is null ? asking : asking.WaitAsync(OpensWithout, _options.Time, ct));
            SignInProblem = null;
            if (user is not null)
            {
                await TakeUserAsync(user);
                return true;
            }

            await _memory.ForgetUserAsync();
            await LoadWaysAsync(ct);
            Phase = SignInPhase.SignedOut;
            return true;
        }
        catch (Exception e) when (last is not null && e is TimeoutException or RoomChatException { MayRetry: true })
        {
            _isUserAssumed = true;
            Enter(last!);
            return true;
        }
        catch (RoomChatException e)
        {
            SignInProblem = e.Message;
            if (!e.MayRetry) Phase = SignInPhase.SignedOut;
            return !e.MayRetry;
        }
    }

    // On failure the default stays: guests are allowed. The server refuses a guest if it allows none.
    private async Task LoadWaysAsync(CancellationToken ct)
    {
        try
        {
            Ways = await _api.GetWaysAsync(ct);
        }
        catch (RoomChatException e)
        {
            SignInProblem = e.MayRetry ? e.Message : null;
        }
    }
}
