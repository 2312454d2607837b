using System.Net;
using RoomChat.Contracts;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.State;
using RoomChat.Web.Client.Alerts;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Alerts;

public sealed class PushRegistrationTests : INotifier, IAsyncDisposable
{
    private readonly TestedChat _page = new();
    private readonly StubHttp _server;
    private readonly PushRegistration _push;

    public PushRegistrationTests()
    {
        _server = new StubHttp(request => request.Method == HttpMethod.Get
            ? StubHttp.Json(HttpStatusCode.OK, """{"public_key":"key"}""")
            : new HttpResponseMessage(HttpStatusCode.NoContent));
        _push = new PushRegistration(this, new ChatApi(_server.Client()), _page.Settings);
    }

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Push_subscription_is_sent_once_with_rooms_and_their_settings()
    {
        var socket = await _page.EnterAsync();
        foreach (var name in (string[])["general", "dev", "quiet", "none"]) await _page.JoinAsync(socket, name);
        await PreferAsync("dev", new RoomPreference { Alert = RoomAlert.All });
        await PreferAsync("quiet", new RoomPreference { IsMuted = true });
        await PreferAsync("none", new RoomPreference { Alert = RoomAlert.None });
        await _push.FollowAsync(_page.Chat);
        Assert.Empty(_server.Bodies);   // not enabled by the user

        await _page.Settings.ChangeAsync(new PageSettings { Notifications = true, Push = true, PushHidesContent = true });
        await _push.FollowAsync(_page.Chat);
        await _push.FollowAsync(_page.Chat);
        var said = Assert.Single(_server.Bodies);
        Assert.Contains("\"hides_content\":true", said, StringComparison.Ordinal);
        Assert.Contains(
            """"rooms":[{"room_id":"dev","mentions_only":false},{"room_id":"general","mentions_only":true}]"""", said,
            StringComparison.Ordinal);

        await _page.Settings.ChangeAsync(_page.Settings.Current with { Push = false });
        await _push.FollowAsync(_page.Chat);
        Assert.EndsWith("\"rooms\":[]}", _server.Bodies[1], StringComparison.Ordinal);
    }

    private Task PreferAsync(string room, RoomPreference preference) => _page.Chat.Rooms!.PreferAsync(RoomId.Parse(room, null), preference);

    Task INotifier.ShowAsync(string title, string body, string room) => Task.CompletedTask;

    Task INotifier.SoundAsync() => Task.CompletedTask;

    Task<BrowserSubscription?> INotifier.SubscribeAsync(string key) => SubscriptionAsync();

    Task<BrowserSubscription?> INotifier.UnsubscribeAsync() => SubscriptionAsync();

    Task<bool> INotifier.AskAsync() => Task.FromResult(true);

    private static Task<BrowserSubscription?> SubscriptionAsync() =>
        Task.FromResult<BrowserSubscription?>(new BrowserSubscription("https://push.example/1", "key", "auth"));
}
