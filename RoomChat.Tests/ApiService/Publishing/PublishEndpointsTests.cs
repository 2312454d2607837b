using System.Net;
using System.Net.Http.Json;
using System.Text;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.ApiService.Publishing;

[Collection(SharedEmulator.Name)]
public sealed class PublishEndpointsTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private readonly RoomId _room = Said.AnyRoom();

    [Fact]
    public async Task Message_from_query_string_is_accepted_and_published()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/publish?content=hello%20%F0%9F%98%80&room_id={_room}");
        request.SetCaller(new Caller("subscription:tests", "Tést"));
        using var answer = await Http.SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = await answer.ReadAsync();
        var id = accepted.GetProperty("message_id").GetString();
        var message = await ReceiveAsync(_room);
        Assert.Equal(
            new ChatMessage(
                id!,
                _room,
                "hello 😀",
                accepted.GetProperty("timestamp").GetDateTimeOffset(),
                new ChatUser("subscription:tests", "Tést")),
            message);
    }

    [Fact]
    public async Task Message_from_JSON_without_room_goes_to_all()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/publish");
        request.Content = JsonContent.Create(new { content = "to all", message_id = $"m-{Guid.NewGuid():N}" });
        request.SetCaller(new Caller("subscription:tests", "Tést"));
        using var answer = await Http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var accepted = await answer.ReadAsync();
        Assert.Equal("all", accepted.GetProperty("room_id").GetString());

        var message = await ReceiveAsync(RoomId.All);
        Assert.Equal((accepted.GetProperty("message_id").GetString(), "to all"), (message.Id, message.Content));
    }

    [Fact]
    public async Task The_same_message_id_twice_gets_the_same_id_back()
    {
        var id = $"retry:{Guid.NewGuid():N}";
        for (var attempt = 0; attempt < 2; attempt++)
        {
            using var answer =
                await Http.PostAsync(Answers.Relative($"/publish?content=once&room_id={_room}&message_id={id}"), content: null, Ct);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Equal(id, (await answer.ReadAsync()).GetProperty("message_id").GetString());
        }
    }

    [Fact]
    public async Task Sixteen_KiB_of_content_fit_into_a_query_string()
    {
        var content = new string('é', ProtocolLimits.MaxContentBytes / 2);
        using var answer =
            await Http.PostAsync(Answers.Relative($"/publish?room_id={_room}&content={Uri.EscapeDataString(content)}"), content: null, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(content, (await ReceiveAsync(_room)).Content);
    }

    [Theory]
    [InlineData("?room_id=a", "content")]
    [InlineData("?room_id=a&content=", "content")]
    [InlineData("?room_id=a&content=bell%07", "content")]
    [InlineData("?content=hi", "room_id")]
    [InlineData("?content=hi&room_id=..", "room_id")]
    [InlineData("?content=a&content=b&room_id=a", "content")]
    [InlineData("?content=a&Content=b&room_id=a", "content")]
    [InlineData("?content=a&room_id=a&room_id=a", "room_id")]
    [InlineData("?content=a&room_id=a&message_id=1&message_id=2", "message_id")]
    [InlineData("?content=a&roomid=a", "roomid")]
    [InlineData("?content=a&room_id=a&user=Bob&priority=", "priority", "user")]
    [InlineData("?content=hi&room_id=no%20spaces", "room_id")]
    [InlineData("?content=hi&room_id=", "room_id")]
    [InlineData("?content=hi&room_id=$canary-1", "room_id")]
    [InlineData("?content=hi&room_id=a&message_id=no%2Fslash", "message_id")]
    [InlineData("?room_id=*&message_id=*", "content", "message_id", "room_id")]
    public async Task A_mistake_in_the_query_string_is_named(string query, params string[] fields)
    {
        using var answer = await Http.PostAsync(Answers.Relative("/publish" + query), content: null, Ct);
        await answer.AssertInvalidAsync(fields);
    }

    [Theory]
    [InlineData("""{"room_id":"a"}""", "content")]
    [InlineData("""{"content":"hi"}""", "room_id")]
    [InlineData("""{"content":"hi","room_id":null}""", "room_id")]
    [InlineData("""{"content":"hi","room_id":"no spaces"}""", "room_id")]
    [InlineData("""{"content":"hi","room_id":"a","message_id":""}""", "message_id")]
    public async Task A_mistake_in_the_body_is_named(string json, string field)
    {
        using var answer = await PostAsync(json);
        await answer.AssertInvalidAsync(field);
    }

    [Fact]
    public async Task Content_over_16_KiB_is_a_mistake_in_the_content()
    {
        using var answer = await Http.PostAsJsonAsync(
            "/publish",
            new { content = new string('x', ProtocolLimits.MaxContentBytes + 1), room_id = "a" },
            Ct);
        await answer.AssertInvalidAsync("content");
    }

    [Theory]
    [InlineData("{\"content\":")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"content\":7}")]
    [InlineData("{\"content\":\"a\",\"content\":\"b\",\"room_id\":\"a\"}")]
    [InlineData("{\"content\":\"a\",\"roomid\":\"a\"}")]
    [InlineData("{\"content\":\"a\",\"room_id\":\"a\",\"user\":{}}")]
    public async Task Body_of_another_shape_is_400_without_an_error_log(string json)
    {
        using var answer = await PostAsync(json);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
        Assert.DoesNotContain(Server.Logs.Lines, IsErrorOfOurs);
    }

    [Fact]
    public async Task Body_over_the_limit_is_413_without_an_error_log()
    {
        using var answer = await PostAsync($$"""{"content":"{{new string('x', ProtocolLimits.MaxClientFrameBytes)}}"}""");
        await answer.AssertProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.DoesNotContain(Server.Logs.Lines, IsErrorOfOurs);
    }

    [Theory]
    [InlineData("?room_id=a", """{"content":"b"}""")]
    [InlineData("?content=a", """{"content":"a","room_id":"a"}""")]
    [InlineData("?message_id=1", "{}")]
    public async Task Parameters_in_both_query_string_and_body_are_refused(string query, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/publish" + query);
        request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        request.SetCaller(new Caller("subscription:tests", "Tést"));
        using var answer = await Http.SendAsync(request, Ct);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Sixteen_KiB_of_escaped_content_fit_into_a_body()
    {
        var escaped = string.Concat(Enumerable.Repeat("\\u0061", ProtocolLimits.MaxContentBytes));
        using var answer = await PostAsync($$"""{"content":"{{escaped}}","room_id":"{{_room}}"}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(new string('a', ProtocolLimits.MaxContentBytes), (await ReceiveAsync(_room)).Content);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=no-such-thing")]
    [InlineData("application/json; charset=utf-7")]
    public async Task A_body_that_is_not_JSON_is_415(string contentType)
    {
        using var body = new ByteArrayContent("{\"content\":\"hi\"}"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await Http.PostAsync(Answers.Relative($"/publish?content=hi&room_id={_room}"), body, Ct);
        await answer.AssertProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json")]
    public async Task A_content_type_without_a_body_is_no_body(string contentType)
    {
        using var body = new ByteArrayContent([]);
        body.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var answer = await Http.PostAsync(Answers.Relative($"/publish?content=hi&room_id={_room}"), body, Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    [Theory]
    [InlineData("Rooms", "too many rooms")]
    [InlineData("Messages", "publish too often")]
    public async Task User_over_a_limit_is_429_and_program_is_not(string limit, string reason)
    {
        await using var server = new ApiServer((await Redis.GetAsync()).ConnectionString, Emulator.ConnectionString, new()
        {
            [$"Limits:{limit}:AddressBurst"] = "1",
            [$"Limits:{limit}:AddressPerMinute"] = "1",
            ["RoomRate:MaxWait"] = "00:00:10",
        });
        using var http = server.CreateClient();
        using var first = await PublishAsync(http, "user-1");
        using var second = await PublishAsync(http, "user-2");
        using var program = await PublishAsync(http, "subscription:tests");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, program.StatusCode));
        var problem = await second.AssertProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Contains(reason, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.InRange(Assert.NotNull(second.Headers.RetryAfter?.Delta), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

        static async Task<HttpResponseMessage> PublishAsync(HttpClient http, string id)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/publish?content=hi&room_id={Said.AnyRoom()}");
            request.SetCaller(new Caller(id, id) { Address = "192.0.2.1" });
            return await http.SendAsync(request, Ct);
        }
    }

    [Fact]
    public async Task A_query_string_is_in_no_log()
    {
        using var answer = await Http.PostAsync(
            Answers.Relative($"/publish?content=hi&room_id={_room}&subscription-key=secret-of-the-test"),
            content: null,
            Ct);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.DoesNotContain(Server.Logs.Lines, line => line.Contains("secret-of-the-test", StringComparison.Ordinal));
    }

    /// <summary>
    /// True for an exception that the API logged. Lines of the Azure client are left out: its log is shared by all tests of this process.
    /// </summary>
    private static bool IsErrorOfOurs(string line) =>
        line.Contains("Exception", StringComparison.Ordinal) && !line.StartsWith("Azure.", StringComparison.Ordinal);

    private async Task<HttpResponseMessage> PostAsync(string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await Http.PostAsync(Answers.Relative("/publish"), body, Ct);
    }
}
