using Microsoft.AspNetCore.Components.Routing;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

// A link of an invitation opens the page, and then its room.
public sealed partial class ChatPage
{
    private bool _tookInvitation;

    // Before the user is known: signing in may lead to another address.
    private async Task KeepInvitationAsync()
    {
        var address = new Uri(Navigation.Uri);
        if (!address.Fragment.StartsWith(ChatState.InvitationPrefix, StringComparison.Ordinal)) return;
        await Chat.KeepInvitationAsync(Uri.UnescapeDataString(address.Fragment[ChatState.InvitationPrefix.Length..]));
        _tookInvitation = false;
        // The secret stays in no history.
        Navigation.NavigateTo(address.AbsolutePath, replace: true);
    }

    // In a tab that has the page already, a link changes the address only.
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
