using System.Net;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Web.Client.State;

/// <summary>What the page shows: the user, the connection, the rooms. Components render it and call its verbs.</summary>
public sealed class ChatState : IAsyncDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);

    private readonly ChatApi _api;
    private readonly RoomChatPublisher _publisher;
    private readonly IRoomMemory _memory;
    private readonly ToastTray _toasts;
    private readonly RoomChatClientOptions _options;
    private CancellationTokenSource? _signedIn;
    private RoomChatClient? _client;

    internal ChatState(ChatApi api, RoomChatPublisher publisher, IRoomMemory memory, ToastTray toasts, RoomChatClientOptions options) =>
        (_api, _publisher, _memory, _toasts, _options) = (api, publisher, memory, toasts, options);

    /// <summary>Raised when anything here has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether the user is known.</summary>
    public SignInPhase Phase { get; private set; }

    /// <summary>The user; null while not signed in.</summary>
    public ChatUser? User { get; private set; }

    /// <summary>The user's rooms; null while not signed in.</summary>
    public RoomsState? Rooms { get; private set; }

    /// <summary>How the connection is.</summary>
    public ConnectionState Connection => _client?.State ?? new ConnectionState.Connecting();

    /// <summary>Whether the user can see the page: messages that come meanwhile are read at once.</summary>
    public bool IsPageVisible { get; private set; } = true;

    /// <summary>Finds out who the user is, and enters when that is known.</summary>
    public async Task StartAsync(CancellationToken ct = default)
    {
        try
        {
            if (await _api.GetUserAsync(ct) is { } user) Enter(user);
            else Phase = SignInPhase.SignedOut;
        }
        catch (HttpRequestException)
        {
            Phase = SignInPhase.SignedOut;
            _toasts.Show("The chat server cannot be reached.");
        }

        Changed?.Invoke();
    }

    /// <summary>Enters under a display name.</summary>
    public async Task SignInAsync(string name, CancellationToken ct = default)
    {
        try
        {
            Enter(await _api.SignInAsync(name, ct));
        }
        catch (Exception e) when (e is HttpRequestException or RoomChatException)
        {
            _toasts.Show(e is RoomChatException ? e.Message : "The chat server cannot be reached. Try again in a moment.");
        }

        Changed?.Invoke();
    }

    /// <summary>Says something in a room. It is shown at once, and marked until it is in the room's log.</summary>
    public Task SendAsync(RoomState room, string content, CancellationToken ct = default)
    {
        var user = User ?? throw new InvalidOperationException("Nobody is signed in.");
        var now = _options.Time.GetUtcNow();
        return PublishAsync(room, new MessageEntry(Guid.CreateVersion7(now).ToString("N"), content, now, user, null, Delivery.Sending), ct);
    }

    /// <summary>Sends a failed message again, under the same id.</summary>
    public Task ResendAsync(RoomState room, MessageEntry entry, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return PublishAsync(room, entry with { Delivery = Delivery.Sending, Problem = null }, ct);
    }

    /// <summary>Throws a failed message away.</summary>
    public void Discard(RoomState room, MessageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(room);
        ArgumentNullException.ThrowIfNull(entry);
        room.Discard(entry.Id);
        Changed?.Invoke();
    }

    /// <summary>Tries to connect now instead of at the next planned moment.</summary>
    public void RetryNow() => _client?.RetryNow();

    /// <summary>Connects anew after the server had ended the chat.</summary>
    public async Task StartOverAsync(CancellationToken ct = default)
    {
        await SignOutAsync();
        await StartAsync(ct);
    }

    /// <summary>The user has turned to the page, or away from it.</summary>
    public void SetPageVisible(bool visible)
    {
        IsPageVisible = visible;
        if (visible) Rooms?.MarkRead();
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(SignOutAsync());

    private void Enter(ChatUser user)
    {
        if (Phase == SignInPhase.SignedIn) return;
        _signedIn = new CancellationTokenSource();
        var client = new RoomChatClient(_options);
        client.StateChanged += OnConnectionChanged;
        client.ErrorReceived += error => _toasts.Show(error.Message);
        (_client, User, Phase) = (client, user, SignInPhase.SignedIn);
        Rooms = new RoomsState(client, _api, _memory, _toasts, _options.Time, () => IsPageVisible, () => Changed?.Invoke());
        _ = LiveAsync(client, Rooms, _signedIn.Token);   // ends, and tells its end, by itself
    }

    private async Task LiveAsync(RoomChatClient client, RoomsState rooms, CancellationToken ct)
    {
        try
        {
            await client.ConnectAsync(ct);
            var announcements = rooms.HearAnnouncementsAsync(ct);
            await rooms.RestoreAsync(ct);
            using var timer = new PeriodicTimer(RefreshEvery, _options.Time);
            do await rooms.RefreshAsync(ct);
            while (await timer.WaitForNextTickAsync(ct));
            await announcements;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return;
        }
        catch (RoomChatException e)
        {
            _toasts.Show(e.Message);
        }
    }

    private async Task PublishAsync(RoomState room, MessageEntry entry, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(room);
        room.Put(entry);
        Changed?.Invoke();
        try
        {
            await room.PublishInOrderAsync(() => _publisher.PublishAsync(room.RoomId, entry.Content, entry.Id, ct));
        }
        catch (RoomChatException e)
        {
            // It may have come back over the WebSocket although the answer to the publishing was lost.
            if (room.IsOnItsWay(entry.Id)) room.Put(entry with { Delivery = Delivery.Failed, Problem = e.Message });
            if (e.Status == HttpStatusCode.Unauthorized) await EndSessionAsync();
        }

        Changed?.Invoke();
    }

    private void OnConnectionChanged(ConnectionState state)
    {
        Changed?.Invoke();
        if (state is ConnectionState.Reconnecting { NextAttempt: not null }) _ = CheckSessionAsync();
        if (state is ConnectionState.Connected && Rooms is { } rooms && _signedIn is { } session) _ = rooms.RefreshPeopleAsync(session.Token);
    }

    // A browser does not say why a WebSocket was refused: an ended session looks like a broken network.
    private async Task CheckSessionAsync()
    {
        try
        {
            if (_signedIn is { } session && await _api.GetUserAsync(session.Token) is null) await EndSessionAsync();
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return;   // unreachable: the banner says so already
        }
    }

    private async Task EndSessionAsync()
    {
        await SignOutAsync();
        _toasts.Show("Your session has ended. Choose a name to come back.");
        Changed?.Invoke();
    }

    private async Task SignOutAsync()
    {
        if (_client is not { } client) return;
        (_client, User, Rooms, Phase) = (null, null, null, SignInPhase.SignedOut);
        if (_signedIn is { } session)
        {
            await session.CancelAsync();
            session.Dispose();
            _signedIn = null;
        }

        client.StateChanged -= OnConnectionChanged;
        await client.DisposeAsync();
    }
}
