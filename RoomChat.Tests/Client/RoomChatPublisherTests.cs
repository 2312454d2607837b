using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Tests.Client;

public sealed class RoomChatPublisherTests
{
    private const string Accepted = """{"message_id":"m1","room_id":"general","timestamp":"2026-01-02T03:04:05Z"}""";
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly FakeTimeProvider _time = new();
    private readonly Queue<Func<HttpResponseMessage>> _answers = new();
    private readonly StubHttp _http;
    private HttpRequestMessage? _last;

    public RoomChatPublisherTests() => _http = new StubHttp(request =>
    {
        _last = request;
        return _answers.Dequeue()();
    });

    [Fact]
    public async Task Message_is_published_as_json_with_key_and_id()
    {
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.Accepted, Accepted));
        var accepted = await Publisher("k").PublishAsync(General, "hi");
        Assert.Equal("m1", accepted.MessageId);
        Assert.Equal("http://chat.test/publish", _last!.RequestUri!.AbsoluteUri);
        Assert.Equal("k", Assert.Single(_last.Headers.GetValues("Ocp-Apim-Subscription-Key")));
        using var body = JsonDocument.Parse(Assert.Single(_http.Bodies));
        Assert.Equal("hi", body.RootElement.GetProperty("content").GetString());
        Assert.Equal("general", body.RootElement.GetProperty("room_id").GetString());
        Assert.NotEmpty(body.RootElement.GetProperty("message_id").GetString()!);
    }

    [Fact]
    public async Task Temporary_failure_is_retried_with_the_same_id()
    {
        _answers.Enqueue(() => throw new HttpRequestException("no route"));
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.ServiceUnavailable, ""));
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.Accepted, "half an ans"));
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.Accepted, Accepted));
        var publishing = Publisher().PublishAsync(General, "hi");
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return publishing.IsCompleted; }, "the message is published");
        await publishing;
        Assert.Equal(4, _http.Bodies.Count);
        Assert.Single(_http.Bodies.Distinct());
    }

    [Fact]
    public async Task Publisher_waits_for_the_servers_Retry_After()
    {
        _answers.Enqueue(() =>
        {
            var busy = StubHttp.Json(HttpStatusCode.TooManyRequests, "");
            busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(20));
            return busy;
        });
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.Accepted, Accepted));
        var publishing = Publisher().PublishAsync(General, "hi");
        _time.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(_http.Bodies);
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return publishing.IsCompleted; }, "the message is published");
        await publishing;
    }

    [Theory]
    [InlineData("""{"title":"Bad","detail":"The content is too long."}""", "The content is too long.")]
    [InlineData("""{"statusCode":401,"message":"Access denied."}""", "Access denied.")]
    [InlineData("""{"title":"Bad request"}""", "Bad request")]
    [InlineData("<html>", "The chat server answered with HTTP status 400.")]
    [InlineData("[]", "The chat server answered with HTTP status 400.")]
    public async Task Refusal_has_the_servers_text(string body, string words)
    {
        _answers.Enqueue(() => StubHttp.Json(HttpStatusCode.BadRequest, body));
        var error = await Assert.ThrowsAsync<RoomChatException>(() => Publisher().PublishAsync(General, "hi"));
        Assert.Equal((words, HttpStatusCode.BadRequest, false), (error.Message, error.Status, error.MayRetry));
    }

    [Fact]
    public async Task Publisher_stops_after_six_attempts()
    {
        for (var i = 0; i < 20; i++) _answers.Enqueue(() => throw new HttpRequestException("no route"));
        var publishing = Publisher().PublishAsync(General, "hi");
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(5)); return publishing.IsCompleted; }, "publishing ends");
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => publishing)).MayRetry);
        Assert.Equal(6, _http.Bodies.Count);
    }

    private RoomChatPublisher Publisher(string? key = null) => new(_http.Client(), key, _time);
}
