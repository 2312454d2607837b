using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Push;
using RoomChat.Realtime.Push;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Realtime.Presence;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Realtime.Push;

/// <summary>The choice of messages and browsers for push, over a fake push service.</summary>
public sealed class PushQueueTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);
    private static readonly ChatUser Ann = new("guest-1", "Ann");
    private static readonly ChatUser Bob = new("guest-2", "Bob");

    private readonly FakeTimeProvider _time = new();
    private readonly InMemoryPushSubscriptions _subscriptions = new();
    private readonly InMemoryRoomMembers _members = new();
    private readonly InMemoryEndedSessions _sessions = new();
    private readonly StoredRules _rules = new();
    private readonly PushBrowser _browser = new();
    private readonly ConcurrentQueue<(HttpRequestMessage Request, byte[] Body)> _pushed = new();
    private readonly PushSender _sender;
    private readonly VapidKey _vapid;
    private readonly PushQueue _queue;
    private HttpStatusCode _answer = HttpStatusCode.Created;
    private long _offset;

    public PushQueueTests()
    {
        _vapid = new VapidKey(Options.Create(TestVapid.NewOptions()), _time);
        _sender = new PushSender(new HttpClient(new PushService(this)), _vapid, _rules, _time, NullLogger<PushSender>.Instance);
        _queue = new PushQueue(
            new PushTargets(_subscriptions, _time), _subscriptions, _sender, _members, _sessions, new RoomPolicy(_rules, _time),
            new RealtimeMetrics(new UnheardMeters()), _time, NullLogger<PushQueue>.Instance);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _queue.StartAsync(Ct);

    public async ValueTask DisposeAsync()
    {
        await _queue.StopAsync(CancellationToken.None);
        _queue.Dispose();
        _sender.Dispose();
        _vapid.Dispose();
        _browser.Dispose();
    }

    [Fact]
    public async Task Message_reaches_the_browser_encrypted_with_its_author()
    {
        await SubscribeAsync(Ann);
        Say(Bob, "hello");
        var note = await NoteAsync();
        Assert.Equal(("general", "Bob", "hello"), (Text(note, "room"), Text(note, "author"), Text(note, "text")));
        var (request, body) = _pushed.Single();
        Assert.Equal((HttpMethod.Post, "https://push.example/one"), (request.Method, request.RequestUri!.ToString()));
        Assert.StartsWith("vapid t=", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
        Assert.Equal(["86400"], request.Headers.GetValues("TTL"));
        Assert.DoesNotContain("hello", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_is_hidden_when_the_user_chose_that()
    {
        await _subscriptions.SaveAsync(_browser.Subscribe(Ann, hidesContent: true), [new PushWish(General, MentionsOnly: false)], Ct);
        Say(Bob, "secret");
        await NoteAsync();
        Assert.Equal("""{"room":"general"}""", _browser.Read(_pushed.Single().Body));
    }

    [Fact]
    public async Task Push_message_carries_the_rooms_title()
    {
        _rules.Set(StoredRules.Rule(RoomVisibility.Public, RoomPublishers.Members, General) with { Title = "Our team" });
        await SubscribeAsync(Ann);
        Say(Bob, "hello");
        Assert.Equal("Our team", Text(await NoteAsync(), "title"));
    }

    [Fact]
    public async Task Long_text_is_cut_between_characters()
    {
        await SubscribeAsync(Ann);
        Say(Bob, new string('a', 159) + "🎉🎉");
        Assert.Equal(new string('a', 159) + "…", Text(await NoteAsync(), "text"));
    }

    [Fact]
    public async Task Only_wanted_messages_are_pushed_to_absent_users()
    {
        await SubscribeAsync(Ann, mentionsOnly: true);
        Say(Bob, "not for Ann");
        Say(Ann, "@Ann said by herself");
        Say(Bob, "elsewhere @Ann", room: "dev");
        Say(Bob, "to all @Ann", room: "all");
        await _members.SetAsync(General, "one", [new(Ann, DateTimeOffset.UnixEpoch)], Ct);
        Say(Bob, "@Ann is there");
        // Only the message that Ann would get is claimed. So the messages before it have been examined too.
        await Eventually.Holds(() => _subscriptions.Claims == 1, "the members were looked at");
        await _members.SetAsync(General, "one", [new(Ann, null)], Ct);
        Say(Bob, "hey @Ann");
        Assert.Equal("hey @Ann", Text(await NoteAsync(), "text"));
    }

    [Fact]
    public async Task Rooms_that_the_user_may_not_hear_are_not_pushed()
    {
        await _subscriptions.SaveAsync(
            _browser.Subscribe(Ann),
            [new PushWish(General, MentionsOnly: false), new PushWish(RoomId.Parse("dev", null), MentionsOnly: false)], Ct);
        _rules.Set(RoomVisibility.Public, General, (Ann.Id, new RoomStanding(RoomRoles.Banned)));
        Say(Bob, "not for Ann");
        Say(Bob, "for Ann", room: "dev");
        Assert.Equal("for Ann", Text(await NoteAsync(), "text"));
    }

    [Fact]
    public async Task Message_that_several_instances_append_is_pushed_once()
    {
        await SubscribeAsync(Ann);
        var message = Message(Bob, "once");
        for (var i = 0; i < 3; i++) _queue.Add(message, new RoomPosition(1, "e1"));
        _queue.Add(Message(Bob, "next"), new RoomPosition(2, "e1"));
        await Eventually.Holds(() => _pushed.Count >= 2, "both are pushed");
        Assert.Equal(["next", "once"], Texts().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Subscription_that_the_push_service_does_not_know_is_removed(HttpStatusCode answer)
    {
        _answer = answer;
        await SubscribeAsync(Ann);
        Say(Bob, "hello");
        await Eventually.Holds(() => _subscriptions.Kept.Count == 0, "it is removed");
    }

    [Fact]
    public async Task Failure_of_the_push_service_removes_nothing()
    {
        _answer = HttpStatusCode.InternalServerError;
        await SubscribeAsync(Ann);
        Say(Bob, "lost");
        await Eventually.Holds(() => _pushed.Count == 1, "it was tried");
        _answer = HttpStatusCode.Created;
        Say(Bob, "hello");
        await Eventually.Holds(() => _pushed.Count == 2, "the next is sent");
    }

    [Fact]
    public async Task Nothing_is_sent_after_the_end_of_the_session()
    {
        await SubscribeAsync(Ann);
        await _sessions.EndAsync(Ann.Id, TimeSpan.FromDays(1), Ct);
        Say(Bob, "hello");
        await Eventually.Holds(() => _subscriptions.Kept.Count == 0, "the subscription is removed");
        Assert.Empty(_pushed);
    }

    [Fact]
    public async Task Lack_of_subscriptions_is_cached_per_room()
    {
        for (var i = 0; i < 100; i++) Say(Bob, "hello");
        await SubscribeAsync(Ann, room: "dev");
        Say(Bob, "there", room: "dev");
        await NoteAsync();
        Assert.Equal(2, _subscriptions.Reads);
    }

    [Fact]
    public async Task Host_without_a_public_address_is_not_called()
    {
        using var http = new HttpClient(PushSender.NewHandler());
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("https://localhost:9/"), Ct));
        Assert.Contains("public address", refused.ToString(), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement note, string field) => note.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static ChatMessage Message(ChatUser user, string content, string room = "general") =>
        new(Guid.NewGuid().ToString("N"), RoomId.Parse(room, null), content, DateTimeOffset.UnixEpoch, user);

    private void Say(ChatUser user, string content, string room = "general") =>
        _queue.Add(Message(user, content, room), new RoomPosition(Interlocked.Increment(ref _offset), "e1"));

    private Task SubscribeAsync(ChatUser user, bool mentionsOnly = false, string room = "general") =>
        _subscriptions.SaveAsync(_browser.Subscribe(user), [new PushWish(RoomId.Parse(room, null), mentionsOnly)], Ct);

    private IEnumerable<string?> Texts() => _pushed.Select(pushed => Text(JsonElement.Parse(_browser.Read(pushed.Body)), "text"));

    private async Task<JsonElement> NoteAsync()
    {
        await Eventually.Holds(() => !_pushed.IsEmpty, "a message is pushed");
        return JsonElement.Parse(_browser.Read(_pushed.Single().Body));
    }

    private sealed class PushService(PushQueueTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._pushed.Enqueue((request, await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
            return new HttpResponseMessage(test._answer);
        }
    }
}
