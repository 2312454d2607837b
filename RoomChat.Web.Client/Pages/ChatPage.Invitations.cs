using Microsoft.AspNetCore.Components.Routing;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

// An invitation's link opens the page, and then the room.
public sealed partial class ChatPage
{
    private bool _tookInvitation;

    // Runs before the user is known, because signing in may change the address.
    private async Task KeepInvitationAsync()
    {
        var address = new Uri(Navigation.Uri);
        if (!address.Fragment.StartsWith(ChatState.InvitationPrefix, StringComparison.Ordinal)) return;
        await Chat.KeepInvitationAsync(Uri.UnescapeDataString(address.Fragment[ChatState.InvitationPrefix.Length..]));
        _tookInvitation = false;
        // Keeps the secret out of the browser's history.
        Navigation.NavigateTo(address.AbsolutePath, replace: true);
    }

    // In a tab with an open page, a link changes only the address.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        await KeepInvitationAsync();
        await TakeInvitationAsync();
    });

    private async Task TakeInvitationAsync()
    {
        if (_tookInvitation || !IsConnected || Chat.Rooms is not { AreOpen: true }) return;
        _tookInvitation = true;
        await Task.Yield();
        if (await Chat.RedeemKeptAsync() is { } roomId) await JoinListedAsync(roomId);
    }
}
