using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RoomChat.Tests.Web;

namespace RoomChat.Tests.EndToEnd;

[Collection(WholeSystem.Name)]
public sealed class GatewayTests(ChatSystem chat)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "missing subscription key")]
    [InlineData("wrong-key", "invalid subscription key")]
    public async Task Publish_without_valid_key_gets_the_text_of_API_Management(string? key, string reason)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, ChatSystem.PublishPath("hi", "general"));
        if (key is not null) request.Headers.Add("Ocp-Apim-Subscription-Key", key);
        using var response = await chat.Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var body = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(401, body.GetProperty("statusCode").GetInt32());
        Assert.Contains(reason, body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_out_closes_the_sessions_connection_and_ends_its_cookie()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = chat.WebAddress };
        var ann = await SignedIn.BeginAsync(http, "Ann");
        using var socket = await ann.ConnectAsync(chat.SocketAddress());
        using var ended = await ann.SendAsync(http, HttpMethod.Delete, "/session");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);

        while ((await socket.ReceiveAsync(new byte[1024], Ct)).MessageType != WebSocketMessageType.Close) { }

        Assert.Equal(4503, (int)socket.CloseStatus!);
        Assert.Equal(
            HttpStatusCode.Unauthorized, await ann.StatusAsync(http, HttpMethod.Post, "/publish?content=replayed&room_id=general"));
        using var again = await ann.ConnectAsync(chat.SocketAddress());
        Assert.Equal(HttpStatusCode.Unauthorized, again.HttpStatusCode);
    }

    [Fact]
    public async Task Trace_of_a_publish_reaches_the_fan_out_without_secrets()
    {
        var room = ChatSystem.NewRoom("traced").Value;
        await using var client = await chat.ConnectAsync(Ct);
        await client.JoinAsync(room, Ct);
        const string Content = "follow-me-but-tell-nobody";
        await chat.PublishAsync(Content, room, Ct);
        await client.WaitForContentAsync(Content);
        var cookie = await PublishAsUserAsync("from-a-user-to-nobody-else", room);
        await client.WaitForContentAsync("from-a-user-to-nobody-else");

        await Eventually.Holds(
            () => chat.Traces.Spans.GroupBy(span => span.TraceId, StringComparer.Ordinal)
                .Any(trace =>
                    trace.Select(span => span.Service).ToHashSet(StringComparer.Ordinal).IsSupersetOf(["web", "api", "realtime"])
                    && trace.Any(IsFanOut)),
            () => "one trace has spans of web, api and realtime, the last one the fan-out: "
                + string.Join(", ", chat.Traces.Spans.Select(span => $"{span.Service}/{span.Name}").Distinct()));
        Assert.DoesNotContain(chat.Traces.Spans, span => span.Tags.Values.Contains("redis", StringComparer.Ordinal));
        foreach (var secret in (string[])[ChatSystem.Key, cookie, Content, "from-a-user-to-nobody-else", await chat.GatewaySecretAsync(Ct)])
            Assert.False(chat.Traces.HasSeen(secret), $"'{secret}' must not be in any telemetry.");

        bool IsFanOut(ReceivedSpan span) => span is { Service: "realtime", Name: "fan out" }
            && span.Tags["roomchat.room_id"] == room && span.Tags["roomchat.offset"] == "1" && span.Tags["roomchat.members"] == "1";
    }

    /// <summary>Publishes with the cookie of a session, and returns the cookie's value.</summary>
    private async Task<string> PublishAsUserAsync(string content, string room)
    {
        // The system's shared client would keep the cookie for other tests.
        using var handler = new SocketsHttpHandler { UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = chat.WebAddress };
        using var begun = await http.PostAsync(
            new Uri("/session", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"), Ct);
        var cookie = begun.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var request = new HttpRequestMessage(HttpMethod.Post, ChatSystem.PublishPath(content, room));
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var published = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Accepted, published.StatusCode);
        return cookie.Split('=', 2)[1];
    }
}
