using Microsoft.AspNetCore.Components;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Dialogs;

/// <summary>What the dialogs about the room that is looked at have in common.</summary>
public abstract class RoomDialog : ChatComponent
{
    /// <summary>The page's state.</summary>
    [Inject] public ChatState Chat { get; set; } = default!;

    /// <summary>Raised when the user closes it.</summary>
    [Parameter, EditorRequired] public EventCallback OnClose { get; set; }

    /// <summary>The room. It stays when another room is looked at.</summary>
    protected RoomId RoomId { get; private set; } = RoomId.All;

    /// <summary>What the user is there.</summary>
    protected string Role => Chat.Rooms?.Created(RoomId)?.Role ?? "visitor";

    /// <summary>Why the last thing was not done; null when it was.</summary>
    protected string? Problem { get; private set; }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        RoomId = Chat.Rooms?.Current?.RoomId ?? RoomId.All;
        await TryAsync(LoadAsync);
    }

    /// <summary>Reads what the dialog shows.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Does something, and tells when it was refused.</summary>
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
