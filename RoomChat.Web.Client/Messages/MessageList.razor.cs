using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RoomChat.Contracts;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Messages;

/// <summary>The list of a room's messages. Only a window of them is in the document; it follows the scroll position.</summary>
public sealed partial class MessageList
{
    /// <summary>Assumed height of a message in pixels, until the browser has measured.</summary>
    private const double UsualHeight = 56;

    private readonly MessageWindow _window = new();
    private ElementReference _area;
    private ElementReference _scroller;
    private IJSObjectReference? _script;
    private IJSObjectReference? _follower;
    private DotNetObjectReference<MessageList>? _self;
    private double _height = UsualHeight;
    private Func<IJSObjectReference, ValueTask>? _whenDrawn;
    private object? _rendered;
    private int _windowVersion;
    private string? _lastOwn;

    /// <summary>The current room.</summary>
    [Parameter, EditorRequired] public RoomState Room { get; set; } = default!;

    /// <summary>The room's title; null for a room without a title.</summary>
    [Parameter] public string? Title { get; set; }

    /// <summary>The signed-in user.</summary>
    [Parameter, EditorRequired] public ChatUser Me { get; set; } = default!;

    /// <summary>Raised to load older messages.</summary>
    [Parameter] public EventCallback OnOlder { get; set; }

    /// <summary>Raised to send a failed message again.</summary>
    [Parameter] public EventCallback<MessageEntry> OnResend { get; set; }

    /// <summary>Distinguishes users with the same name.</summary>
    [Parameter] public NameBook Names { get; set; } = new();

    /// <summary>Raised to edit a failed message.</summary>
    [Parameter] public EventCallback<MessageEntry> OnEdit { get; set; }

    /// <summary>Raised to discard a failed message.</summary>
    [Parameter] public EventCallback<MessageEntry> OnDiscard { get; set; }

    /// <summary>Raised to mark a message and the later ones as unread.</summary>
    [Parameter] public EventCallback<MessageEntry> OnUnread { get; set; }

    /// <summary>Raised when the user has read everything.</summary>
    [Parameter] public EventCallback OnRead { get; set; }

    /// <summary>Raised when the newest message becomes visible (true) or hidden (false).</summary>
    [Parameter] public EventCallback<bool> OnEnd { get; set; }

    private bool HasAbove => _window.From > Room.Entries.First || Room is { HasOlder: true, IsLoading: false, LoadProblem: null };

    private int Missed => Room.Unread;

    /// <summary>For the script: "above" when the line before the unread messages is above the window.</summary>
    private string? DividerPlace => Room.Divider is { } offset && Room.Entries.PlaceOf(offset + 1) < _window.From ? "above" : null;

    /// <summary>Called by the script when the end of the list becomes visible or hidden.</summary>
    [JSInvokable]
    public Task OnEndInSight(bool inSight) => OnEnd.InvokeAsync(inSight);

    /// <summary>Called by the script when the user scrolls near the first or last message of the window.</summary>
    /// <param name="isAbove">True for the first message.</param>
    /// <param name="height">Usual height of a message in pixels.</param>
    [JSInvokable]
    public async Task OnEdge(bool isAbove, double height)
    {
        _height = height;
        if (!isAbove) _window.Down(Room.Entries);
        else if (!_window.Up(Room.Entries) && Room is { HasOlder: true, LoadProblem: null }) await OlderAsync();
        ShowWindow();
    }

    /// <summary>Called by the script when the user scrolls outside the window.</summary>
    /// <param name="part">Position in the list, from 0 (top) to 1 (bottom).</param>
    /// <param name="height">Usual height of a message in pixels.</param>
    [JSInvokable]
    public void OnJump(double part, double height)
    {
        _height = height;
        _window.Around(Room.Entries, Room.Entries.First + (int)(part * Room.Entries.Count));
        ShowWindow();
    }

    /// <summary>Shows a message. Loads older messages until it is found.</summary>
    /// <param name="offset">Offset of the message in the room's log.</param>
    public async Task ShowAsync(long offset)
    {
        while (Room.HasOlder && Room.LoadProblem is null && !(Room.OldestOffset <= offset)) await OnOlder.InvokeAsync();
        _window.Around(Room.Entries, Room.Entries.PlaceOf(offset));
        _whenDrawn = follower => follower.InvokeVoidAsync("show", offset);
        ShowWindow();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_follower is not null)
        {
            await _follower.InvokeVoidAsync("stop");
            await _follower.DisposeAsync();
        }

        if (_script is not null) await _script.DisposeAsync();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        _window.Follow(Room.Entries, Room.IsEndInSight);
        // A new own message always scrolls the list to the end.
        var own = Room.Entries.Count > 0 && Room.Entries[^1] is { Delivery: Delivery.Sending } newest ? newest.Id : null;
        if (own is not null && own != _lastOwn) _window.ToEnd(Room.Entries);
        _lastOwn = own ?? _lastOwn;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender() => !Look.Equals(_rendered);

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _rendered = Look;
        // The script needs the elements of this render.
        if (_whenDrawn is { } act && _follower is not null)
        {
            _whenDrawn = null;
            await act(_follower);
        }

        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        _script = await Js.InvokeAsync<IJSObjectReference>("import", "./chat.js");
        _follower = await _script.InvokeAsync<IJSObjectReference>("follow", _scroller, _self, _area);
    }

    /// <summary>All inputs of the list, compared to skip renders that would change nothing.</summary>
    private object Look =>
        ((Room, Title), (Room.Version, Room.People.ReadVersion, Room.People.TellsReads), _windowVersion, Names.Version, Me.Id, Words,
            Settings);

    private IReadOnlyList<ChatUser> ReadBy(TimelineItem item) => item is TimelineItem.Line line ? Room.ReadersTo(line.Entry) : [];

    private static object Key(TimelineItem item) => item switch
    {
        TimelineItem.Line line => line.Entry.Id,
        TimelineItem.Day day => "day " + day.Before,
        _ => item.GetType(),
    };

    private string Space(int messages) => ((long)(messages * _height)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task OlderAsync() => Room.IsLoading ? Task.CompletedTask : OnOlder.InvokeAsync();

    private Task ToUnreadAsync() => Room.Divider is { } offset ? ShowAsync(offset + 1) : Task.CompletedTask;

    private void ToEnd()
    {
        _window.ToEnd(Room.Entries);
        _whenDrawn = follower => follower.InvokeVoidAsync("toEnd");
        ShowWindow();
    }

    private void ShowWindow()
    {
        _windowVersion++;
        StateHasChanged();
    }
}
