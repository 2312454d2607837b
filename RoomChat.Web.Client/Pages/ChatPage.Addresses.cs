using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RoomChat.Contracts;
using RoomChat.Web.Client.Messages;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

// The address names the current room, and may name a message of it. Back and Forward change the address; the page then shows that room.
public sealed partial class ChatPage
{
    private RoomId? _addressed;
    private RoomId? _shown;
    private (string? Room, string? Message) _read;
    private long? _sought;
    private bool _isNoRoom;
    private bool _isChoosing;
    private bool _tookOver;
    private MessageList? _list;

    /// <summary>The room that the address names; null for the list of rooms.</summary>
    [Parameter] public string? Room { get; set; }

    /// <summary>The offset of the message that the address names; null for none.</summary>
    [Parameter] public string? Message { get; set; }

    /// <summary>Called by the script after copying the link of a message; false when copying failed.</summary>
    [JSInvokable]
    public void OnLinkCopied(bool copied) => Toasts.Show(copied ? Words.LinkCopied : Words.LinkNotCopied);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (ReadAddress() && Chat.Rooms is { AreOpen: true } rooms) await GoAsync(rooms, _addressed);
        await SeekAsync();
    }

    /// <summary>Reads the room and the message of the address; true when the room has changed.</summary>
    private bool ReadAddress()
    {
        // A render of the parent may pass the old address again, of a room that the user has just left.
        var isOther = _read != (Room, Message);
        _read = (Room, Message);
        RoomId? roomId = null;
        _isNoRoom = Room is not null && !RoomAddress.TryParse(Room, Message, out roomId, out _sought);
        if (_isNoRoom || !isOther || roomId == _addressed) return false;
        (_addressed, Chat.Wanted) = (roomId, roomId);
        return true;
    }

    private async Task GoAsync(RoomsState rooms, RoomId? roomId)
    {
        if (rooms.Current?.RoomId == roomId) return;
        if (roomId is null)
        {
            await rooms.LookAtAsync(null);
        }
        else if (await rooms.JoinAsync(roomId) is { } refusal)
        {
            Toasts.Show(refusal);
            _shown = roomId;   // so that ShowAddress changes the address
            ShowAddress();
        }
    }

    // The current room may have changed without the address: by joining, leaving, or restoring the last room.
    private void ShowAddress()
    {
        var current = Chat.Rooms is { AreOpen: true } rooms ? rooms.Current?.RoomId : _addressed;
        if (_isNoRoom || current == _shown) return;
        _shown = current;
        if (current == _addressed) return;
        (_addressed, Chat.Wanted, _sought) = (current, current, null);
        // Only rooms that the user chose get an entry in the browser's history.
        Navigation.NavigateTo(current is null ? RoomAddress.Rooms : RoomAddress.Of(current), replace: !_isChoosing);
    }

    // Called after each change, until the message is shown.
    private async Task SeekAsync()
    {
        if (_sought is not { } offset || Chat.Rooms is not { Current: { IsLoading: false } room } rooms || room.RoomId != _addressed
            || _links is null || _list is null)
        {
            return;
        }

        if (room.Holds(offset))
        {
            _sought = null;
            await _list.ShowAsync(offset);
            await _links.InvokeVoidAsync("showMessage", offset);
        }
        else if (room.HasOlder && room.LoadProblem is null && room.OldestOffset > offset)
        {
            await rooms.LoadOlderAsync(room);
        }
        else
        {
            _sought = null;
            Toasts.Show(Words.LinkGone);
        }
    }

    // Messages written before the page had started are stored like other unsent messages.
    private async Task TakeOverAsync()
    {
        if (_tookOver || Chat.Rooms is not { AreOpen: true } rooms) return;
        _tookOver = true;
        await Task.Yield();
        await rooms.TakeUnsentAsync();
    }

    private void ShowRooms() => Navigation.NavigateTo(RoomAddress.Rooms);

    private void Look(RoomState room)
    {
        if (room.RoomId != _addressed || Message is not null) Navigation.NavigateTo(RoomAddress.Of(room.RoomId));
    }

    private async Task JoinNamedAsync(RoomId roomId) => _refusal = await ChooseAsync(roomId);

    private async Task JoinListedAsync(RoomId roomId)
    {
        if (await ChooseAsync(roomId) is { } refusal) Toasts.Show(refusal);
    }

    private async Task<string?> ChooseAsync(RoomId roomId)
    {
        _isChoosing = true;
        try
        {
            var refusal = await Chat.Rooms!.JoinAsync(roomId);
            ShowAddress();
            return refusal;
        }
        finally
        {
            _isChoosing = false;
        }
    }
}
