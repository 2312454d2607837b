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
        Assert.Equal((5, "content of m5", "Ünï"), (last.GetProperty("offset").GetInt64(), last.GetProperty("content").GetString(), last.GetProperty("user").GetProperty("name").GetString()));
        Assert.Equal(Said.Noon, last.GetProperty("timestamp").GetDateTimeOffset());
        page = await oldest.ReadAsync();
        Assert.False(page.GetProperty("has_more").GetBoolean());
        Assert.Equal(["m1", "m2", "m3"], page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_room_that_nobody_spoke_in_has_an_empty_history()
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
    public async Task A_mistake_is_named_and_is_no_error_of_ours(string room, string query, params string[] fields)
    {
        using var answer = await Http.GetAsync(Answers.Relative($"/rooms/{room}/messages{query}"), Ct);
        await answer.AssertInvalidAsync(fields);
        Assert.DoesNotContain(Server.Logs.Lines, line => line.Contains("Exception", StringComparison.Ordinal));
    }
}
