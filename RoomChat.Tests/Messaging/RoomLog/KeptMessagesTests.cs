using Microsoft.Extensions.Options;
using RoomChat.Messaging.RoomLog;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>A created room may keep fewer messages than the setting.</summary>
public sealed class KeptMessagesTests(RedisFixture fixture)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, 10)]
    [InlineData(100, 20)]
    public async Task Room_rule_limits_kept_messages_up_to_the_setting(int wanted, int kept)
    {
        await using var redis = await fixture.ConnectAsync();
        var (room, rules) = (Said.AnyRoom(), new StoredRules());
        rules.Set(StoredRules.Rule(RoomVisibility.Public, RoomPublishers.Members, room) with { KeptMessages = wanted });
        var log = new RedisRoomLog(
            redis, Options.Create(new RoomLogOptions { KeptMessages = 20 }), Options.Create(new RoomChannelOptions()),
            TimeProvider.System, rules);
        await log.AppendAsync([.. Enumerable.Range(0, 30).Select(number => Said.Message(room, $"m{number}", "a"))], Ct);
        Assert.Equal(kept, (await log.ReadBeforeAsync(room, before: null, 100, Ct)).Messages.Count);
    }
}
