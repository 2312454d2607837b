using System.Text.Json;
using System.Text.Json.Nodes;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Actions;

public sealed class ReadHistoryTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newest_messages_come_oldest_first_with_has_more()
    {
        await using var server = await StartAsync(messages: 60);
        await using var ada = await JoinAsync(server);
        var page = await AskAsync(ada, "");
        Assert.Equal(Enumerable.Range(11, 50).Select(offset => (long)offset), Offsets(page));
        Assert.True(page.GetProperty("has_more").GetBoolean());
        Assert.Equal((await server.Log.GetHeadAsync(General, Ct)).Epoch, FrameRecorder.Text(page, "epoch"));
        Assert.False(page.TryGetProperty("recovered", out _));
    }

    [Fact]
    public async Task Message_of_history_has_the_fields_of_a_live_one()
    {
        await using var server = await StartAsync(messages: 0);
        await using var ada = await JoinAsync(server);
        await server.SayAsync("general", "hi");
        var live = await ada.WaitForContentAsync("hi");
        var page = await AskAsync(ada, "");
        var fields = JsonNode.Parse(live.GetRawText())!.AsObject();
        fields.Remove("type");
        Assert.True(JsonNode.DeepEquals(fields, JsonNode.Parse(page.GetProperty("messages")[0].GetRawText())));
    }

    [Theory]
    [InlineData(@",""before"":4,""limit"":2", new long[] { 2, 3 }, true, null)]
    [InlineData(@",""before"":3,""limit"":2", new long[] { 1, 2 }, false, null)]
    [InlineData(@",""before"":1", new long[0], false, null)]
    [InlineData(@",""after"":2,""limit"":2", new long[] { 3, 4 }, true, true)]
    [InlineData(@",""after"":3,""limit"":2", new long[] { 4, 5 }, false, true)]
    [InlineData(@",""after"":3,""limit"":2,""epoch"":""{epoch}""", new long[] { 4, 5 }, false, true)]
    [InlineData(@",""after"":5", new long[0], false, true)]
    [InlineData(@",""after"":9", new long[0], false, false)]
    [InlineData(@",""after"":2,""epoch"":""e0""", new long[0], false, false)]
    public async Task Page_starts_at_the_offset_and_reports_has_more(
        string fields, long[] offsets, bool hasMore, bool? recovered)
    {
        await using var server = await StartAsync(messages: 5);
        await using var ada = await JoinAsync(server);
        var page = await AskAsync(
            ada, fields.Replace("{epoch}", (await server.Log.GetHeadAsync(General, Ct)).Epoch, StringComparison.Ordinal));
        Assert.Equal(offsets, Offsets(page));
        Assert.Equal(hasMore, page.GetProperty("has_more").GetBoolean());
        Assert.Equal(recovered, page.TryGetProperty("recovered", out var told) ? told.GetBoolean() : null);
    }

    [Fact]
    public async Task Trimmed_history_reports_not_recovered()
    {
        await using var server = await StartAsync(messages: 0);
        server.Log.KeepLast = 10;
        await using var ada = await JoinAsync(server);
        for (var i = 1; i <= 30; i++) await server.SayAsync("general", $"m{i}");
        var lost = await AskAsync(ada, ""","after":5""");
        Assert.False(lost.GetProperty("recovered").GetBoolean());
        Assert.Empty(Offsets(lost));
        Assert.Equal([21, 22], Offsets(await AskAsync(ada, ""","after":20,"limit":2""")));
    }

    [Fact]
    public async Task History_too_large_for_one_answer_comes_in_several()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxQueuedBytes"] = "65536" });
        for (var i = 1; i <= 10; i++) await server.SayAsync("general", new string('x', 10_000));
        await using var ada = await JoinAsync(server);

        var newest = await AskAsync(ada, "");
        Assert.Equal([8, 9, 10], Offsets(newest));
        Assert.True(newest.GetProperty("has_more").GetBoolean());

        List<long> read = [];
        for (var hasMore = true; hasMore;)
        {
            var page = await AskAsync(ada, $""","after":{read.LastOrDefault()}""");
            Assert.InRange(Offsets(page).Count, 1, 3);
            read.AddRange(Offsets(page));
            hasMore = page.GetProperty("has_more").GetBoolean();
        }
        Assert.Equal(Enumerable.Range(1, 10).Select(offset => (long)offset), read);
    }

    [Fact]
    public async Task Left_room_cannot_be_read_but_all_always_can()
    {
        await using var server = await StartAsync(messages: 1);
        await server.SayAsync("all", "to everyone");
        await using var ada = await JoinAsync(server);
        await ada.LeaveAsync("general", Ct);
        await ada.SendAsync("""{"action":"history","room_id":"general"}""", Ct);
        var error = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "an error");
        Assert.Equal(
            (ErrorCode.NotJoined, "history", "general"),
            (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "action"), FrameRecorder.Text(error, "room_id")));
        Assert.Equal([1], Offsets(await AskAsync(ada, "", room: "all")));
    }

    [Fact]
    public async Task A_ping_is_answered_with_a_pong()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync("""{"action":"ping","unknown":[1]}""", Ct);
        await Eventually.Holds(() => ada.Frames.Count == 1, "the ping is answered");
        Assert.Equal("""{"type":"pong"}""", ada.Frames[0].GetRawText());
    }

    private static async Task<RealtimeServer> StartAsync(int messages)
    {
        var server = await RealtimeServer.StartAsync();
        for (var i = 1; i <= messages; i++) await server.SayAsync("general", $"m{i}");
        return server;
    }

    private static async Task<FrameRecorder> JoinAsync(RealtimeServer server)
    {
        var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        return ada;
    }

    private static async Task<JsonElement> AskAsync(FrameRecorder client, string fields, string room = "general")
    {
        var seen = client.Frames.Count;
        await client.SendAsync($$"""{"action":"history","room_id":"{{room}}"{{fields}}}""", Ct);
        await Eventually.Holds(() => client.Frames.Skip(seen).Any(frame => FrameRecorder.IsType(frame, "history")), "the history came");
        return client.Frames.Last(frame => FrameRecorder.IsType(frame, "history"));
    }

    private static List<long> Offsets(JsonElement page) =>
        [.. page.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("offset").GetInt64())];
}
