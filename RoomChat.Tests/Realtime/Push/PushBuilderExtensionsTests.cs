using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.EndedSessions;
using RoomChat.Messaging.Push;
using RoomChat.Messaging.RoomMembers;
using RoomChat.Realtime.Push;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Realtime.Presence;

namespace RoomChat.Tests.Realtime.Push;

public sealed class PushBuilderExtensionsTests
{
    [Fact]
    public async Task Push_is_registered_only_with_keys()
    {
        var keys = TestVapid.NewOptions();
        await using var with = Build(keys);
        Assert.NotNull(with.Services.GetService<PushQueue>());
        Assert.True(with.Services.GetRequiredService<IOptions<PushOptions>>().Value.IsOn);
        await using var without = Build(new PushOptions());
        Assert.Null(without.Services.GetService<PushQueue>());
        Assert.Null(without.Services.GetService<PushSender>());
    }

    [Fact]
    public async Task Keys_that_do_not_match_prevent_the_start()
    {
        var (keys, other) = (TestVapid.NewOptions(), TestVapid.NewOptions());
        await using var app = Build(new PushOptions { PublicKey = keys.PublicKey, PrivateKey = other.PrivateKey, Subject = keys.Subject });
        Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<IOptions<PushOptions>>().Value);
        await using var alone = Build(new PushOptions { PrivateKey = keys.PrivateKey });
        Assert.Throws<OptionsValidationException>(() => alone.Services.GetRequiredService<IOptions<PushOptions>>().Value);
    }

    private static WebApplication Build(PushOptions keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Push:PublicKey"] = keys.PublicKey,
            ["Push:PrivateKey"] = keys.PrivateKey,
            ["Push:Subject"] = keys.Subject,
        });
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RealtimeMetrics>();
        builder.Services.AddSingleton<IRoomRules, AdHocRooms>();
        builder.Services.AddSingleton<RoomPolicy>();
        builder.Services.AddSingleton<IRoomMembers, InMemoryRoomMembers>();
        builder.Services.AddSingleton<IEndedSessions, InMemoryEndedSessions>();
        builder.Services.AddSingleton<IPushSubscriptions, InMemoryPushSubscriptions>();
        builder.AddPush();
        return builder.Build();
    }
}
