using Microsoft.JSInterop;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Dialogs;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

/// <summary>The chat page: sign-in, or the rooms and the current room's messages. Addresses: <see cref="RoomAddress"/>.</summary>
public sealed partial class ChatPage
{
    private bool _renderIsDue;
    private string? _refusal;
    private int _shownUnread;
    private IJSObjectReference? _script;
    private IJSObjectReference? _links;
    private DotNetObjectReference<ChatPage>? _self;

    private bool IsConnected => Chat.Connection is ConnectionState.Connected;

    private string Title => Chat.Rooms switch
    {
        null => "RoomChat",
        { Unread: > 0 and var unread } => $"({unread}) RoomChat",
        { Current: { } room } rooms => $"{rooms.TitleOf(room.RoomId)} · RoomChat",
        _ => "RoomChat",
    };

    /// <summary>The id of the field that the skip link focuses.</summary>
    private string Target => Chat.Rooms?.Current is null ? "new-room" : "composer";

    /// <summary>Called by the script when the page becomes visible or hidden.</summary>
    [JSInvokable]
    public void OnVisibilityChanged(bool visible) => Chat.SetPageVisible(visible);

    /// <summary>Called by the script when the network may have changed, or the page was suspended.</summary>
    [JSInvokable]
    public void OnNetworkChanged() => Chat.CheckNow();

    /// <summary>Called by the script when the network is back.</summary>
    [JSInvokable]
    public void OnOnline() => Chat.RetryNow();

    /// <summary>Called by the script when another tab has changed an entry of the storage.</summary>
    [JSInvokable]
    public Task OnKeptElsewhere(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key == PageMemory.NameKey) return Chat.FollowSignInAsync();
        if (key == PageMemory.UserKey) return Chat.FollowKeptUserAsync();
        if (key == PageMemory.StatusKey) return Chat.FollowStatusAsync();
        if (key == PageMemory.SettingsKey) return Store.LoadAsync();
        var isPreference = key.StartsWith(PageMemory.PreferencePrefix, StringComparison.Ordinal);
        if (isPreference && RoomId.TryParse(key[PageMemory.PreferencePrefix.Length..], out var preferred))
            return Chat.Rooms?.TakePreferenceAsync(preferred) ?? Task.CompletedTask;
        var isRead = key.StartsWith(PageMemory.ReadPrefix, StringComparison.Ordinal);
        return isRead && RoomId.TryParse(key[PageMemory.ReadPrefix.Length..], out var roomId) && Chat.Rooms is { } rooms
            ? rooms.TakeReadAsync(roomId)
            : Task.CompletedTask;
    }

    /// <summary>Called by the script when a new version of the page is ready.</summary>
    [JSInvokable]
    public void OnNewVersion() => Toasts.Show(Words.NewVersion, Words.Reload, () =>
    {
        Navigation.Refresh(forceReload: true);
        return Task.CompletedTask;
    });

    /// <summary>Called by the script when the user clicks a notification.</summary>
    [JSInvokable]
    public Task OnNotificationClicked(string room) => RoomId.TryParse(room, out var roomId) ? JoinListedAsync(roomId) : Task.CompletedTask;

    /// <summary>Called by the script when the user presses a keyboard shortcut.</summary>
    [JSInvokable]
    public Task OnShortcut(string name) => name switch
    {
        "switcher" => Open(PageDialog.Switcher),
        "shortcuts" => Open(PageDialog.Shortcuts),
        "settings" => Open(PageDialog.Settings),
        "above" => StepAsync(-1),
        "below" => StepAsync(1),
        "latest" when Chat.Rooms is { Current: { } room } rooms => rooms.MarkReadAsync(room),
        _ => Task.CompletedTask,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Chat.Changed -= OnChanged;
        Store.Changed -= ApplySettings;
        Navigation.LocationChanged -= OnLocationChanged;
        _self?.Dispose();
        if (_script is not null) await _script.DisposeAsync();
        if (_links is not null) await _links.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();   // now, because StartAsync may need Chat.Wanted before OnParametersSetAsync runs
        Chat.Changed += OnChanged;
        Store.Changed += ApplySettings;
        Navigation.LocationChanged += OnLocationChanged;
        await KeepInvitationAsync();
        await Chat.StartAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await TakeOverAsync();
        await TakeInvitationAsync();
        await ShowBadgeAsync();
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
        await _script.InvokeVoidAsync("watchPage", _self);
        _links = await Js.InvokeAsync<IJSObjectReference>("import", "./links.js");
        await _links.InvokeVoidAsync("watchLinks", _self);
        await Store.LoadAsync(await _script.InvokeAsync<string?>("language"));
        await SeekAsync();
    }

    // One render for a burst of messages: it runs after the work that is queued now.
    private void OnChanged()
    {
        if (_renderIsDue) return;
        _renderIsDue = true;
        _ = InvokeAsync(async () =>
        {
            await Task.Yield();
            _renderIsDue = false;
            ShowAddress();
            StateHasChanged();
            await SeekAsync();
            await Push.FollowAsync(Chat);
        });
    }

    private void ApplySettings()
    {
        _ = InvokeAsync(() => Push.FollowAsync(Chat));
        if (_script is null) return;
        var (settings, words) = (Store.Current, Store.Words);
        _ = _script.InvokeVoidAsync(
            "applySettings", settings.Theme.ToString(), settings.Density.ToString(), settings.OwnAtEnd, words.Code, words.IsRightToLeft)
            .AsTask();
    }

    private async Task ShowBadgeAsync()
    {
        var unread = Chat.Rooms?.Unread ?? 0;
        if (_script is null || unread == _shownUnread) return;
        _shownUnread = unread;
        await _script.InvokeVoidAsync("badge", unread);
    }

    private Task PutAwayAsync(DateTimeOffset newest) => Store.ChangeAsync(Store.Current with { AnnouncementsSeen = newest });

    // The page asks for permission only when the user turns on more notifications for a room.
    private async Task PreferAsync(RoomState room, RoomPreference preference)
    {
        var isMore = preference.Alert != RoomAlert.None && preference.Alert != Chat.Rooms!.Preference(room.RoomId).Alert;
        await Chat.Rooms!.PreferAsync(room.RoomId, preference);
        if (isMore && !Store.Current.Notifications && await Notifier.AskAsync())
            await Store.ChangeAsync(Store.Current with { Notifications = true });
    }

    private Task Open(PageDialog dialog)
    {
        if (Chat.Phase == SignInPhase.SignedIn) Dialogs.Show(dialog);
        return Task.CompletedTask;
    }

    /// <summary>Opens the joined room above (-1) or below (1) in the list.</summary>
    private Task StepAsync(int by)
    {
        if (Chat.Rooms is not { } rooms) return Task.CompletedTask;
        var joined = rooms.Listed.Select(room => room.Joined).OfType<RoomState>().ToList();
        var next = joined.IndexOf(rooms.Current!) + by;
        if (next >= 0 && next < joined.Count) Look(joined[next]);
        return Task.CompletedTask;
    }

    private async Task SkipAsync() => await FocusAsync(Target);

    private async Task EditAsync(RoomState room, MessageEntry entry)
    {
        await Chat.EditAsync(room, entry);
        await FocusAsync("composer");
    }

    private async Task FocusAsync(string id)
    {
        if (_script is not null) await _script.InvokeVoidAsync("focusOn", id);
    }
}
