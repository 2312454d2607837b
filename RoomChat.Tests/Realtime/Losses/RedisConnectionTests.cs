using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Losses;

/// <summary>Connections to Redis are cut while Redis itself runs.</summary>
public sealed class RedisConnectionTests(OwnBacking backing) : IClassFixture<OwnBacking>, IAsyncDisposable
{
    private readonly CuttableProxy _proxy = new(backing.Redis.Port);
    private readonly string _room = Said.AnyRoom().Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_sent_while_the_channel_was_cut_is_delivered_later()
    {
        await using var instance = await StartAsync(auditEvery: "00:10:00");
        await using var ada = await instance.JoinAsync(_room);

        _proxy.Hold();
        Assert.NotEqual(0, _proxy.CutSubscribers());
        await instance.PublishAsync(_room, "unheard");
        await Eventually.Holds(() => IsLoggedAsync("unheard"), "the message is in the log");
        Assert.DoesNotContain("unheard", ada.Contents);
        _proxy.Release();

        await ada.WaitForContentAsync("unheard");
        await instance.BecomesReadyAsync();
        Assert.Equal(1, instance.Metrics.Count("roomchat.channel.interruptions"));
        Assert.Equal(["before", "unheard"], ada.Contents);
    }

    [Fact]
    public async Task A_channel_that_stays_cut_delays_messages_and_loses_none()
    {
        await using var instance = await StartAsync(auditEvery: "00:00:00.5");
        await using var ada = await instance.JoinAsync(_room);
        _proxy.Hold();
        Assert.NotEqual(0, _proxy.CutSubscribers());
        for (var i = 0; i < 10; i++) await instance.PublishAsync(_room, $"m{i}");
        await ada.WaitForContentAsync("m9");
        Assert.Equal(["before", .. Enumerable.Range(0, 10).Select(i => $"m{i}")], ada.Contents);
        await instance.BecomesUnreadyAsync("canary", "its channel did not bring it back");
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.canary.failures", "hearing"));
        Assert.NotEqual(0, instance.Metrics.Count("roomchat.audit.behind"));
        _proxy.Release();
        await instance.BecomesReadyAsync();
    }

    [Fact]
    public async Task Repeated_connection_cuts_lose_and_repeat_no_messages()
    {
        await using var instance = await StartAsync(auditEvery: "00:00:01");
        await using var ada = await instance.JoinAsync(_room);
        for (var i = 0; i < 60; i++)
        {
            if (i % 20 == 10) _proxy.CutAll();
            await instance.PublishAsync(_room, $"m{i}");
        }
        await ada.WaitForContentAsync("m59");
        Assert.Equal(["before", .. Enumerable.Range(0, 60).Select(i => $"m{i}")], ada.Contents);
        Assert.DoesNotContain(ada.Frames, frame => FrameRecorder.IsType(frame, "room_reset"));
        await instance.BecomesReadyAsync();
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    private Task<RealtimeInstance> StartAsync(string auditEvery) => RealtimeInstance.StartAsync(
        backing.Broker.ConnectionString, _proxy.RedisConnectionString, new() { ["Realtime:FanOut:AuditEvery"] = auditEvery });

    private async Task<bool> IsLoggedAsync(string content) => (await backing.ReadLogAsync(_room)).Contains(content);
}
