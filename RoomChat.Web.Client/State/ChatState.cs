using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client.State;

/// <summary>State of the page: the user, the connection and the rooms. Components render it and call its methods.</summary>
public sealed partial class ChatState : IAsyncDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);
    private readonly ChatApi _api;
    private readonly RoomChatPublisher _publisher;
    private readonly PageMemory _memory;
    private readonly ToastTray _toasts;
    private readonly RoomChatClientOptions _options;
    private readonly SettingsStore _settings;
    private readonly MessageAlerts? _alerts;
    private CancellationTokenSource? _signedIn;
    private RoomChatClient? _client;
    private OutgoingMessages? _outgoing;
    private bool _isCheckingSession;
    private ChatUser? _entered;

    internal ChatState(
        ChatApi api, RoomChatPublisher publisher, PageMemory memory, ToastTray toasts, RoomChatClientOptions options,
        SettingsStore? settings = null, MessageAlerts? alerts = null)
    {
        (_api, _publisher, _memory, _toasts, _options) = (api, publisher, memory, toasts, options);
        (_settings, _alerts) = (settings ?? new SettingsStore(), alerts);
    }

    /// <summary>Raised when anything here has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether the user is known.</summary>
    public SignInPhase Phase { get; private set; }

    /// <summary>The user; null while not signed in.</summary>
    public ChatUser? User { get; private set; }

    /// <summary>The last chosen name in this browser; null for none.</summary>
    public string? LastName { get; private set; }

    /// <summary>Message for the user: why finding out the user or signing in failed; null for no error.</summary>
    public string? SignInProblem { get; private set; }

    /// <summary>The ways in which a user can sign in.</summary>
    public SessionWays Ways { get; private set; } = new(SignIn: false, Guests: true);

    /// <summary>The user's rooms; null while not signed in.</summary>
    public RoomsState? Rooms { get; private set; }

    /// <summary>State of the connection.</summary>
    public ConnectionState Connection => _client?.State ?? new ConnectionState.Connecting();

    /// <summary>Whether the page is visible. Then received messages of the current room are read at once.</summary>
    public bool IsPageVisible { get; private set; } = true;

    /// <summary>Signs in with a display name.</summary>
    public async Task SignInAsync(string name, CancellationToken ct = default)
    {
        try
        {
            var user = await _api.SignInAsync(name, ct);
            SignInProblem = null;
            await TakeUserAsync(user);
            await _memory.SaveNameAsync(user.Name);
        }
        catch (RoomChatException e)
        {
            SignInProblem = e.Message;
        }

        Changed?.Invoke();
    }

    /// <summary>Checks the connection. Call it when the network may have changed, or a request had no response.</summary>
    public void CheckNow() => _client?.CheckNow();

    /// <summary>Checks the connection and sends waiting messages. Call it when the network is back.</summary>
    public void RetryNow()
    {
        _client?.CheckNow();
        if (Rooms is { } rooms && Connection is ConnectionState.Connected) _outgoing?.Resume(rooms.Joined);
    }

    /// <summary>Takes the user of another tab that has signed in or renamed the user.</summary>
    public async Task FollowSignInAsync()
    {
        if (Phase == SignInPhase.SignedIn) await CheckSessionAsync();
        else if (Phase == SignInPhase.SignedOut) await StartAsync();
    }

    /// <summary>Starts again after the server has closed the connection for good.</summary>
    public async Task StartOverAsync(CancellationToken ct = default)
    {
        await CloseAsync();
        Phase = SignInPhase.Unknown;
        await StartAsync(ct);
    }

    /// <summary>Handles the page becoming visible or hidden.</summary>
    public void SetPageVisible(bool visible)
    {
        IsPageVisible = visible;
        if (visible) _ = Rooms?.MarkReadAsync();
        if (visible) CheckNow();
        else _ = Rooms?.KeepMessagesAsync();
        Changed?.Invoke();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(CloseAsync());

    private void Enter(ChatUser user)
    {
        if (Phase == SignInPhase.SignedIn) return;
        _signedIn = new CancellationTokenSource();
        var client = new RoomChatClient(_options);
        client.StateChanged += OnConnectionChanged;
        client.ErrorReceived += error => _toasts.Show(error.Message);
        (_client, User, _entered, LastName, Phase) = (client, user, user, user.Name, SignInPhase.SignedIn);
        _outgoing = new OutgoingMessages(
            _publisher, client, _memory, _options.Time, user, () => _ = EndSessionAsync(), () => Changed?.Invoke(), () => _settings.Words);
        Rooms = new RoomsState(
            client, user, _api, _memory, _toasts, _outgoing, _options.Time, () => IsPageVisible, () => _ = EndSessionAsync(),
            () => Changed?.Invoke(), () => _settings.Words, (room, entry) => _ = _alerts?.TakeAsync(this, room, entry),
            () => _settings.Current.Receipts);
        _ = LiveAsync(client, Rooms, _signedIn.Token);   // not awaited: it ends with the session and shows its own errors
    }

    private async Task LiveAsync(RoomChatClient client, RoomsState rooms, CancellationToken ct)
    {
        try
        {
            Status = await _memory.LoadStatusAsync();
            client.SetStatus(Status);
            var connecting = client.ConnectAsync(ct);
            await rooms.OpenKeptAsync(Wanted);
            var keeping = rooms.KeepMessagesAsync(_options.Time, ct);
            await connecting;
            var announcements = rooms.HearAnnouncementsAsync(ct);
            using var timer = new PeriodicTimer(RefreshEvery, _options.Time);
            do
            {
                await rooms.RestoreAsync(ct);
                await rooms.RefreshAsync(ct);
            }
            while (await timer.WaitForNextTickAsync(ct));
            await announcements;
            await keeping;
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

    private void OnConnectionChanged(ConnectionState state)
    {
        if (Rooms is { } rooms)
        {
            if (state is not ConnectionState.Connected) _outgoing?.Pause(rooms.Joined);
            else _outgoing?.Resume(rooms.Joined);
            if (state is ConnectionState.Connected && _signedIn is { } session) _ = rooms.RefreshPeopleAsync(session.Token);
        }

        Changed?.Invoke();
        if (state is ConnectionState.Connected && _isUserAssumed) _ = CheckSessionAsync();
        if (state is ConnectionState.Reconnecting { NextAttempt: not null }) _ = CheckSessionAsync();
        if (state is ConnectionState.Closed { Reason: var reason } && reason.Code == CloseCode.SessionEnded.Code) _ = FollowSignOutAsync();
    }

    // The browser gives no reason for a failed WebSocket. An ended session looks like a network failure, so this asks over HTTP.
    private async Task CheckSessionAsync()
    {
        // One request at a time: without a network, each would hold one of the browser's few connections.
        if (_isCheckingSession) return;
        _isCheckingSession = true;
        try
        {
            if (_signedIn is not { } session) return;
            var user = await _api.GetUserAsync(session.Token);
            _isUserAssumed = false;
            if (user is null) await EndSessionAsync();
            // Another user has signed in in another tab. Messages from here would be sent as that user.
            else if (user.Id != User?.Id) await ChangeUserAsync();
            else await TakeNameAsync(user);
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException or ObjectDisposedException)
        {
            return;   // the server cannot be reached: the banner shows that already
        }
        finally
        {
            _isCheckingSession = false;
        }
    }

    private async Task CloseAsync()
    {
        if (_client is not { } client || _outgoing is not { } outgoing || _signedIn is not { } session) return;
        var rooms = Rooms;
        // Reset all fields before the first await: the user may sign in again meanwhile.
        (_client, _outgoing, _signedIn, User, Rooms, Phase) = (null, null, null, null, null, SignInPhase.SignedOut);
        client.StateChanged -= OnConnectionChanged;
        rooms?.StopKeeping();
        await session.CancelAsync();
        session.Dispose();
        await outgoing.DisposeAsync();
        await client.DisposeAsync();
    }
}
