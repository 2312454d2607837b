using Microsoft.AspNetCore.Components;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Dialogs;

/// <summary>Base of the dialogs about the current room.</summary>
public abstract class RoomDialog : ChatComponent
{
    /// <summary>The page's state.</summary>
    [Inject] public ChatState Chat { get; set; } = default!;

    /// <summary>Raised when the user closes the dialog.</summary>
    [Parameter, EditorRequired] public EventCallback OnClose { get; set; }

    /// <summary>The room. It stays the same when the current room changes.</summary>
    protected RoomId RoomId { get; private set; } = RoomId.All;

    /// <summary>The user's role in the room.</summary>
    protected string Role => Chat.Rooms?.Created(RoomId)?.Role ?? "visitor";

    /// <summary>Why the last action failed; null when it succeeded.</summary>
    protected string? Problem { get; private set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        RoomId = Chat.Rooms?.Current?.RoomId ?? RoomId.All;
        await TryAsync(LoadAsync);
    }

    /// <summary>Loads the data of the dialog.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Runs an action; on failure sets <see cref="Problem"/> and returns false.</summary>
    protected async Task<bool> TryAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        Problem = null;
        try
        {
            await act();
            return true;
        }
        catch (RoomChatException e)
        {
            Problem = e.Message;
            return false;
        }
    }
}
