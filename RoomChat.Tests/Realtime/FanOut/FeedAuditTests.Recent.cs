using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.FanOut;

// Rounds that compare only rooms with recent appends.
public sealed partial class FeedAuditTests
{
    [Fact]
    public async Task Round_reads_only_rooms_that_lack_recent_appends()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await ada.JoinAsync("dev", Ct);
        await server.Audit.AuditRecentAsync(Ct);
        await server.SayAsync("dev", "heard");
        var before = server.Log.HeadReads;

        Assert.Equal(0, await server.Audit.AuditRecentAsync(Ct));
        Assert.Equal(before, server.Log.HeadReads);

        server.Log.Mute = true;
        await server.SayAsync("general", "lost on the channel");
        server.Log.Unreadable.Add(RoomId.Parse("dev", null));
        Assert.Equal(1, await server.Audit.AuditRecentAsync(Ct));
        await ada.WaitForContentAsync("lost on the channel");
    }

    [Fact]
    public async Task Round_reads_all_rooms_when_a_digest_is_missing()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await server.Audit.AuditRecentAsync(Ct);
        server.Log.Lose(General);
        Assert.Equal(0, await server.Audit.AuditRecentAsync(Ct));

        server.Log.IsADigestMissing = true;
        Assert.Equal(1, await server.Audit.AuditRecentAsync(Ct));
    }

    [Fact]
    public async Task Failed_round_is_repeated()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await ada.JoinAsync("dev", Ct);
        await server.Audit.AuditRecentAsync(Ct);
        server.Log.Mute = true;
        await server.SayAsync("general", "later");
        await server.SayAsync("dev", "now");
        server.Log.Unreadable.Add(General);
        await Assert.ThrowsAsync<IOException>(() => server.Audit.AuditRecentAsync(Ct));

        server.Log.Unreadable.Clear();
        Assert.Equal(1, await server.Audit.AuditRecentAsync(Ct));
        await ada.WaitForContentAsync("later");
    }

    [Fact]
    public async Task All_rooms_are_read_at_a_longer_interval()
    {
        await using var server = await RealtimeServer.StartAsync(
            new() { ["Realtime:FanOut:AuditEvery"] = "00:10:00", ["Realtime:FanOut:AuditAllEvery"] = "00:00:00.1" });
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await server.Audit.AuditRecentAsync(Ct);
        server.Log.Lose(General);
        await Eventually.Holds(async () => await server.Audit.AuditRecentAsync(Ct) == 1, "the lost log is noticed");
    }
}
