using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Web.Client.State;

// The user's name and status text.
public sealed partial class ChatState
{
    /// <summary>The status text beside the user's name; null for none.</summary>
    public string? Status { get; private set; }

    /// <summary>Renames a guest, in all tabs. Returns the reason when the server refuses; null on success.</summary>
    public async Task<string?> RenameAsync(string name, CancellationToken ct = default)
    {
        try
        {
            await TakeNameAsync(await _api.RenameAsync(name, ct));
            if (User is { } user) await _memory.SaveNameAsync(user.Name);   // this notifies other tabs
            return null;
        }
        catch (RoomChatException e)
        {
            return e.Message;
        }
    }

    /// <summary>Sets the status text, in all tabs. Returns a message for the user when the text is not valid; else null.</summary>
    public async Task<string?> SetStatusAsync(string text)
    {
        if (!StatusText.TryParse(text, out var status, out var problem)) return problem;
        ShowStatus(status);
        await _memory.SaveStatusAsync(Status);
        return null;
    }

    /// <summary>Takes a status text that another tab has set.</summary>
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

    // The server reads the name when a connection begins, so this reconnects. The rooms stay joined, and no message is missed.
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
