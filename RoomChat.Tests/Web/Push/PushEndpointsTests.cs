using System.Net;
using System.Net.Http.Json;
using RoomChat.Contracts.Http;
using RoomChat.Tests.Realtime.Push;

namespace RoomChat.Tests.Web.Push;

public sealed class PushEndpointsTests : IAsyncLifetime
{
    private static readonly Uri Path = new("/session/push", UriKind.Relative);

    private readonly PushBrowser _browser = new();
    private readonly InMemoryPushSubscriptions _subscriptions = new();
    private readonly string _key = TestVapid.NewOptions().PublicKey!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _gateway = new TestGateway((TestBackend?)null, ("Push:PublicKey", _key)) { Push = _subscriptions };
        _http = _gateway.Start();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        _browser.Dispose();
    }

    [Fact]
    public async Task User_of_the_page_subscribes_to_chosen_rooms()
    {
        Assert.Equal(_key, (await _http.GetFromJsonAsync(Path, HttpJsonContext.Default.PushKey, Ct))!.PublicKey);
        Assert.Equal(HttpStatusCode.Unauthorized, await SubscribeAsync(Request()));
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        Assert.Equal(HttpStatusCode.NoContent, await SubscribeAsync(Request()));
        var (subscription, rooms) = _subscriptions.Kept.Single();
        Assert.Equal((ann.User, ann.User.Id, true), (subscription.User, subscription.SessionId, subscription.HidesContent));
        Assert.Equal(("general", true), (rooms.Single().RoomId.Value, rooms.Single().MentionsOnly));

        Assert.Equal(HttpStatusCode.NoContent, await SubscribeAsync(Request() with { Rooms = [] }));
        Assert.Empty(_subscriptions.Kept);
    }

    [Fact]
    public async Task Subscription_that_cannot_be_used_is_refused_with_the_field()
    {
        await SignedIn.BeginAsync(_http, "Ann");
        var good = Request();
        (string Field, PushRequest Request)[] refused =
        [
            ("endpoint", good with { Endpoint = "https://169.254.169.254/latest" }),
            ("endpoint", good with { Endpoint = "http://push.example/1" }),
            ("p256dh", good with { P256dh = _browser.Auth }),
            ("auth", good with { Auth = _browser.PublicKey }),
            ("rooms", good with { Rooms = [new("no spaces", false)] }),
            ("rooms", good with { Rooms = [new("all", false)] }),
            ("rooms", good with { Rooms = [.. Enumerable.Range(0, 101).Select(i => new PushRoom($"r{i}", false))] }),
        ];
        foreach (var (field, request) in refused)
        {
            using var answer = await _http.PutAsJsonAsync(Path, request, HttpJsonContext.Default.PushRequest, Ct);
            Assert.Equal((field, HttpStatusCode.BadRequest), (field, answer.StatusCode));
            Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        Assert.Empty(_subscriptions.Kept);
    }

    [Fact]
    public async Task Foreign_page_or_server_without_key_makes_no_subscription()
    {
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        using var foreign = new HttpRequestMessage(HttpMethod.Put, Path)
        {
            Content = JsonContent.Create(Request(), HttpJsonContext.Default.PushRequest),
        };
        foreign.Headers.Add("Origin", "https://elsewhere.example");
        using var refused = await _http.SendAsync(foreign, Ct);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        await using var without = new TestGateway();
        using var http = without.Start();
        using var none = await http.GetAsync(Path, Ct);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Empty(_subscriptions.Kept);
    }

    private PushRequest Request() =>
        new("https://push.example/one", _browser.PublicKey, _browser.Auth, HidesContent: true, [new("general", true)]);

    private async Task<HttpStatusCode> SubscribeAsync(PushRequest request)
    {
        using var answer = await _http.PutAsJsonAsync(Path, request, HttpJsonContext.Default.PushRequest, Ct);
        return answer.StatusCode;
    }
}
