using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.Settings;

namespace RoomChat.Web.Client.State;

/// <summary>What the page shows: the user, the connection, the rooms. Components render it and call its verbs.</summary>
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

    /// <summary>The name that was last chosen in this browser; null when there was none.</summary>
    public string? LastName { get; private set; }

    /// <summary>Why the user could not be found out, or could not sign in, for people; null when nothing is wrong.</summary>
    public string? SignInProblem { get; private set; }

    /// <summary>How a session can begin.</summary>
    public SessionWays Ways { get; private set; } = new(SignIn: false, Guests: true);

    /// <summary>The user's rooms; null while not signed in.</summary>
    public RoomsState? Rooms { get; private set; }

    /// <summary>How the connection is.</summary>
    public ConnectionState Connection => _client?.State ?? new ConnectionState.Connecting();

    /// <summary>Whether the user can see the page: messages that come meanwhile are read at once.</summary>
    public bool IsPageVisible { get; private set; } = true;

    /// <summary>Enters under a display name.</summary>
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

    /// <summary>The network may have changed, or something was not answered: finds out whether the connection works.</summary>
    public void CheckNow() => _client?.CheckNow();

    /// <summary>The network is known to be back: everything that waits is tried now.</summary>
    public void RetryNow()
    {
        _client?.CheckNow();
        if (Rooms is { } rooms && Connection is ConnectionState.Connected) _outgoing?.Resume(rooms.Joined);
    }

    /// <summary>Another tab has chosen a name: the page follows it.</summary>
    public async Task FollowSignInAsync()
    {
        if (Phase == SignInPhase.SignedIn) await CheckSessionAsync();
        else if (Phase == SignInPhase.SignedOut) await StartAsync();
    }

    /// <summary>Connects anew after the server had ended the chat.</summary>
    public async Task StartOverAsync(CancellationToken ct = default)
    {
        await CloseAsync();
        Phase = SignInPhase.Unknown;
        await StartAsync(ct);
    }

    /// <summary>The user has turned to the page, or away from it.</summary>
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
            client, user, _api, _memory, _toasts, _outgoing, _options.Time, () => IsPageVisible, () => _ = EndSessionAsync(), () => Changed?.Invoke(),
            () => _settings.Words, (room, entry) => _ = _alerts?.TakeAsync(this, room, entry), () => _settings.Current.Receipts);
        _ = LiveAsync(client, Rooms, _signedIn.Token);   // ends, and tells its end, by itself
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

    // A browser does not say why a WebSocket was refused: an ended session looks like a broken network.
    private async Task CheckSessionAsync()
    {
        // In a network that is gone each question would hold one of the browser's few connections.
        if (_isCheckingSession) return;
        _isCheckingSession = true;
        try
        {
            if (_signedIn is not { } session) return;
            var user = await _api.GetUserAsync(session.Token);
            _isUserAssumed = false;
            if (user is null) await EndSessionAsync();
            // Another tab has signed in: what is sent from here would be that user's.
            else if (user.Id != User?.Id) await ChangeUserAsync();
            else await TakeNameAsync(user);
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException or ObjectDisposedException)
        {
            return;   // unreachable: the banner says so already
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
        // All at once: the user may sign in again while the rest is under way.
        (_client, _outgoing, _signedIn, User, Rooms, Phase) = (null, null, null, null, null, SignInPhase.SignedOut);
        client.StateChanged -= OnConnectionChanged;
        rooms?.StopKeeping();
        await session.CancelAsync();
        session.Dispose();
        await outgoing.DisposeAsync();
        await client.DisposeAsync();
    }
}
