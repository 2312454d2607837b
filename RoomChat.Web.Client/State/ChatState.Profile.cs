using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Web.Client.State;

// What the user is called, and says of itself.
public sealed partial class ChatState
{
    /// <summary>What the user shows beside the name; null for nothing.</summary>
    public string? Status { get; private set; }

    /// <summary>Gives a guest another name, in all tabs. The reason when the server refuses; null when it does not.</summary>
    public async Task<string?> RenameAsync(string name, CancellationToken ct = default)
    {
        try
        {
            await TakeNameAsync(await _api.RenameAsync(name, ct));
            if (User is { } user) await _memory.SaveNameAsync(user.Name);   // other tabs hear of it
            return null;
        }
        catch (RoomChatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Shows something beside the name, in all tabs. What is wrong with it, for people; null when nothing is.</summary>
    public async Task<string?> SetStatusAsync(string text)
    {
        if (!StatusText.TryParse(text, out var status, out var problem)) return problem;
        ShowStatus(status);
        await _memory.SaveStatusAsync(Status);
        return null;
    }

    /// <summary>Another tab shows something else beside the name.</summary>
    public async Task FollowStatusAsync()
    {
        if (Phase == SignInPhase.SignedIn) ShowStatus(await _memory.LoadStatusAsync() ?? "");
    }

    private void ShowStatus(string status)
    {
        Status = status.Length == 0 ? null : status;
        _client?.SetStatus(status);
        Changed?.Invoke();
    }

    // The server reads the name when a connection begins. The rooms stay, and nothing is missed.
    private async Task TakeNameAsync(ChatUser user)
    {
        if (User?.Id != user.Id || User == user) return;
        (User, _entered, LastName) = (user, user, user.Name);
        if (_outgoing is { } outgoing) outgoing.User = user;
        Rooms?.Names.Note(user);
        await _memory.SaveUserAsync(user);
        _client?.Reconnect();
        Changed?.Invoke();
    }
}
