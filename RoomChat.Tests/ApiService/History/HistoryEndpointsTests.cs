using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.ApiService.History;

[Collection(SharedEmulator.Name)]
public sealed class HistoryEndpointsTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private readonly RoomId _room = Said.AnyRoom();

    [Fact]
    public async Task History_comes_in_pages_oldest_first()
    {
        var log = Server.Services.GetRequiredService<IRoomLog>();
        for (var number = 1; number <= 5; number++) await log.AppendAsync(Said.Message(_room, $"m{number}"), Ct);

        using var newest = await Http.GetAsync(Answers.Relative($"/rooms/{_room}/messages?limit=2"), Ct);
        using var oldest = await Http.GetAsync(Answers.Relative($"/rooms/{_room}/messages?limit=3&before=4"), Ct);

        var page = await newest.ReadAsync();
        Assert.Equal(_room.Value, page.GetProperty("room_id").GetString());
        Assert.True(page.GetProperty("has_more").GetBoolean());
        Assert.Equal(["m4", "m5"], page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()));
        var last = page.GetProperty("messages")[1];
        Assert.Equal(
            (5, "content of m5", "Ünï"),
            (
                last.GetProperty("offset").GetInt64(),
                last.GetProperty("content").GetString(),
                last.GetProperty("user").GetProperty("name").GetString()));
        Assert.Equal(Said.Noon, last.GetProperty("timestamp").GetDateTimeOffset());
        page = await oldest.ReadAsync();
        Assert.False(page.GetProperty("has_more").GetBoolean());
        Assert.Equal(
            ["m1", "m2", "m3"],
            page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task History_after_a_position_reports_recovery_like_the_WebSocket()
    {
        var log = Server.Services.GetRequiredService<IRoomLog>();
        for (var number = 1; number <= 5; number++) await log.AppendAsync(Said.Message(_room, $"m{number}"), Ct);
        var epoch = (await log.GetHeadAsync(_room, Ct)).Epoch;

        Assert.Equal(("m1 m2", true, (bool?)true), await ReadAsync("?after=0&limit=2"));
        Assert.Equal(("m4 m5", false, (bool?)true), await ReadAsync($"?after=3&epoch={epoch}"));
        Assert.Equal(("", false, (bool?)true), await ReadAsync($"?after=5&epoch={epoch}"));
        Assert.Equal(("", false, (bool?)false), await ReadAsync("?after=3&epoch=another"));
        Assert.Equal(("", false, (bool?)false), await ReadAsync("?after=9223372036854775807"));
        Assert.Equal(("m4 m5", true, (bool?)null), await ReadAsync("?limit=2"));

        async Task<(string Ids, bool HasMore, bool? Recovered)> ReadAsync(string query)
        {
            using var answer = await Http.GetAsync(Answers.Relative($"/rooms/{_room}/messages{query}"), Ct);
            var page = await answer.ReadAsync();
            return (
                string.Join(' ', page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString())),
                page.GetProperty("has_more").GetBoolean(),
                page.TryGetProperty("recovered", out var recovered) ? recovered.GetBoolean() : null);
        }
    }

    [Theory]
    [InlineData("after=0", true)]
    [InlineData("after=3", false)]
    [InlineData("after=0&epoch=e", false)]
    public async Task Read_of_an_unknown_room_does_not_create_it(string query, bool recovered)
    {
        using var answer = await Http.GetAsync(Answers.Relative($"/rooms/{_room}/messages?{query}"), Ct);
        var page = await answer.ReadAsync();
        Assert.Equal(
            (0, "", recovered),
            (
                page.GetProperty("messages").GetArrayLength(),
                page.GetProperty("epoch").GetString(),
                page.GetProperty("recovered").GetBoolean()));
        var heads = await Server.Services.GetRequiredService<IRoomLog>().GetHeadsAsync([_room], Ct);
        Assert.Null(heads[0].Head);
    }

    [Fact]
    public async Task Room_without_messages_has_an_empty_history()
    {
        using var answer = await Http.GetAsync(Answers.Relative($"/rooms/{_room}/messages"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await answer.ReadAsync()).GetProperty("messages").EnumerateArray());
    }

    [Theory]
    [InlineData("general", "?limit=0", "limit")]
    [InlineData("general", "?limit=201", "limit")]
    [InlineData("general", "?limit=", "limit")]
    [InlineData("general", "?limit=ten", "limit")]
    [InlineData("general", "?before=0", "before")]
    [InlineData("general", "?before=-1", "before")]
    [InlineData("general", "?before=1.5", "before")]
    [InlineData("general", "?before=99999999999999999999", "before")]
    [InlineData("no%20spaces", "?before=x&limit=y", "before", "limit", "room_id")]
    [InlineData("$canary-1", "", "room_id")]
    [InlineData("general", "?after=-1", "after")]
    [InlineData("general", "?after=", "after")]
    [InlineData("general", "?after=1&before=9", "after")]
    [InlineData("general", "?epoch=e", "epoch")]
    [InlineData("general", "?before=1&before=2", "before")]
    [InlineData("general", "?limit=1&LIMIT=1", "limit")]
    [InlineData("general", "?since=1", "since")]
    [InlineData("general", "?offset=1&user", "offset", "user")]
    public async Task Mistake_is_named_without_an_error_log(string room, string query, params string[] fields)
    {
        using var answer = await Http.GetAsync(Answers.Relative($"/rooms/{room}/messages{query}"), Ct);
        await answer.AssertInvalidAsync(fields);
        Assert.DoesNotContain(Server.Logs.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }
}
