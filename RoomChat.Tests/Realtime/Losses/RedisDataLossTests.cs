using System.Text.Json;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Losses;

/// <summary>A Redis that restarts without its data, or without the latest of it.</summary>
public sealed class RedisDataLossTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private readonly string _room = Said.AnyRoom().Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Emptied_redis_is_reported_and_the_counts_come_back(bool isRestarted)
    {
        await using var instance = await StartAsync();
        await using var ada = await JoinAsync(instance, "m1", "m2");

        if (isRestarted) await backing.Redis.RestartEmptyAsync();
        else await FlushAsync();

        var reset = await ada.WaitForAsync(IsReset, "the reset is told though nobody speaks");
        Assert.Equal(0, reset.GetProperty("offset").GetInt64());
        Assert.NotEqual(FrameRecorder.Text(ada.Frames[0], "epoch"), FrameRecorder.Text(reset, "epoch"));
        await Eventually.Holds(async () => await CountAsync(instance) == 1, "the counts are back");
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.room_resets", "log_lost"));

        await instance.BecomesReadyAsync();
        await instance.PublishAsync(_room, "after");
        Assert.Equal(1, (await ada.WaitForContentAsync("after")).GetProperty("offset").GetInt64());
        Assert.Equal(["m1", "m2", "after"], ada.Contents);
    }

    [Fact]
    public async Task Rolled_back_redis_is_reported_and_new_messages_come_once()
    {
        await using var instance = await StartAsync();
        await using var ada = await JoinAsync(instance, "m1", "m2", "m3");
        var copy = await backing.Redis.CopyAsync();
        await instance.BecomesReadyAsync();
        foreach (var content in new[] { "m4", "m5" }) await instance.PublishAsync(_room, content);
        await ada.WaitForContentAsync("m5");

        await backing.Redis.RestartFromAsync(copy);
        for (var i = 1; i <= 4; i++) await instance.PublishAsync(_room, $"new {i}");

        await ada.WaitForContentAsync("new 4");
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "new 1", "new 2", "new 3", "new 4"], ada.Contents);
        var reset = ada.Frames.Single(IsReset);
        Assert.Equal(3, reset.GetProperty("offset").GetInt64());
        Assert.Equal([4, 5, 6, 7], OffsetsAfter(ada, reset));
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.room_resets", "log_fell_back"));
    }

    [Fact]
    public async Task Rejoin_after_the_log_was_rolled_back_reports_not_recovered()
    {
        await using var instance = await StartAsync();
        string? epoch;
        DirectoryInfo copy;
        await using (var ada = await JoinAsync(instance, "m1", "m2", "m3"))
        {
            epoch = FrameRecorder.Text(ada.Frames[0], "epoch");
            copy = await backing.Redis.CopyAsync();
            await instance.BecomesReadyAsync();
            foreach (var content in new[] { "m4", "m5" }) await instance.PublishAsync(_room, content);
            await ada.WaitForContentAsync("m5");
        }
        await backing.Redis.RestartFromAsync(copy);
        for (var i = 1; i <= 4; i++) await instance.PublishAsync(_room, $"new {i}");
        await Eventually.Holds(async () => (await backing.ReadLogAsync(_room)).Contains("new 4"), "the log has grown past the position");

        await using var again = await instance.ConnectAsync();
        await again.SendAsync($$"""{"action":"join","room_id":"{{_room}}","since":5,"epoch":"{{epoch}}"}""", Ct);
        var joined = await again.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_joined"), "joined");
        Assert.False(joined.GetProperty("recovered").GetBoolean());
        Assert.Equal(["m1", "m2", "m3", "new 1", "new 2", "new 3", "new 4"], await backing.ReadLogAsync(_room));
    }

    private Task<RealtimeInstance> StartAsync() => RealtimeInstance.StartAsync(
        backing.Broker.ConnectionString, backing.Redis.ConnectionString, new() { ["Realtime:FanOut:AuditEvery"] = "00:00:01" });

    private async Task<FrameRecorder> JoinAsync(RealtimeInstance instance, params string[] contents)
    {
        await instance.BecomesReadyAsync();
        var ada = await instance.ConnectAsync();
        await ada.JoinAsync(_room, Ct);
        foreach (var content in contents)
        {
            await instance.PublishAsync(_room, content);
            await ada.WaitForContentAsync(content);
        }
        return ada;
    }

    private bool IsReset(JsonElement frame) => FrameRecorder.IsType(frame, "room_reset") && FrameRecorder.Text(frame, "room_id") == _room;

    private async Task FlushAsync()
    {
        await using var connection = await backing.Redis.ConnectAsync();
        await connection.GetDatabase().ExecuteAsync("FLUSHALL");
    }

    private async Task<int> CountAsync(RealtimeInstance instance) => (await instance.Counts.ReadAsync(Ct)).GetValueOrDefault(_room);

    private static IEnumerable<long> OffsetsAfter(FrameRecorder recorder, JsonElement reset) => recorder.Frames
        .SkipWhile(frame => frame.GetRawText() != reset.GetRawText())
        .Where(frame => FrameRecorder.IsType(frame, "message"))
        .Select(frame => frame.GetProperty("offset").GetInt64());
}
