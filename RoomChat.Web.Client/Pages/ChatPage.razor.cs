using Microsoft.JSInterop;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Pages;

/// <summary>The chat: sign-in, or rooms and the messages of one. Its addresses are those of <see cref="RoomAddress"/>.</summary>
public sealed partial class ChatPage
{
    private bool _renderIsDue;
    private string? _refusal;
    private IJSObjectReference? _script;
    private IJSObjectReference? _links;
    private DotNetObjectReference<ChatPage>? _self;

    private bool IsConnected => Chat.Connection is ConnectionState.Connected;

    private string Title => Chat.Rooms switch
    {
        null => "RoomChat",
        { Unread: > 0 and var unread } => $"({unread}) RoomChat",
        { Current: { } room } => $"{room.RoomId} · RoomChat",
        _ => "RoomChat",
    };

    /// <summary>The id of the field that a user goes on with.</summary>
    private string Target => Chat.Rooms?.Current is null ? "new-room" : "composer";

    /// <summary>The browser tells that the page was shown or hidden.</summary>
    [JSInvokable]
    public void OnVisibilityChanged(bool visible) => Chat.SetPageVisible(visible);

    /// <summary>The browser tells that the network may be another one, or that the page was asleep.</summary>
    [JSInvokable]
    public void OnNetworkChanged() => Chat.CheckNow();

    /// <summary>The browser tells that the network is back.</summary>
    [JSInvokable]
    public void OnOnline() => Chat.RetryNow();

    /// <summary>The browser tells that another tab has kept something.</summary>
    [JSInvokable]
    public Task OnKeptElsewhere(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key == PageMemory.NameKey) return Chat.FollowSignInAsync();
        var isRead = key.StartsWith(PageMemory.ReadPrefix, StringComparison.Ordinal);
        return isRead && RoomId.TryParse(key[PageMemory.ReadPrefix.Length..], out var roomId) && Chat.Rooms is { } rooms ? rooms.TakeReadAsync(roomId) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Chat.Changed -= OnChanged;
        _self?.Dispose();
        if (_script is not null) await _script.DisposeAsync();
        if (_links is not null) await _links.DisposeAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        ReadAddress();   // now: the user may be known before the parameters count as set
        Chat.Changed += OnChanged;
        await Chat.StartAsync();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await TakeOverAsync();
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
        await _script.InvokeVoidAsync("watchPage", _self);
        _links = await Js.InvokeAsync<IJSObjectReference>("import", "./links.js");
        await _links.InvokeVoidAsync("watchLinks", _self);
        await SeekAsync();
    }

    // One render for a burst of messages: it runs after what is queued now.
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
        });
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
