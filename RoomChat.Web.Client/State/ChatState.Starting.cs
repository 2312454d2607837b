using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

// How the page finds out who its user is.
public sealed partial class ChatState
{
    /// <summary>With a user who was here before, the page opens with what it knows when the server takes longer to say who it is.</summary>
    private static readonly TimeSpan OpensWithout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan StartAgainAfter = TimeSpan.FromSeconds(3);

    private bool _isUserAssumed;

    /// <summary>The room that the page's address names, to be opened when the user is known; null for none.</summary>
    public RoomId? Wanted { get; set; }

    /// <summary>
    /// Finds out who the user is, and enters when that is known. A server that cannot be reached is asked again until it can: to choose a
    /// name would not help.
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

    // What one name has half written is not shown to the next. A session that goes on may have another name for its user.
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

    // A server that does not say has guests: what is not allowed it refuses.
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
