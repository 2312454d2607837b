using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing.Strategies;

/// <summary>The specifics of this strategy: it sends every message to every connection, and refuses to start in Production.</summary>
[Collection(RoutingBacking.Name)]
public sealed class ClientSideTests(OwnBacking backing)
{
    private const string Strategy = "ClientSide";

    private readonly RoomId _general = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_without_rooms_hears_every_room_on_every_instance()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 2);
        await using var first = await system.ConnectAsync();
        await using var second = await system.ConnectAsync();
        await system.PublishAsync(_general, "to general");
        await first.WaitForContentAsync("to general");
        await second.WaitForContentAsync("to general");
    }

    [Fact]
    public async Task Our_client_passes_on_only_the_rooms_that_were_joined()
    {
        await using var system = await RoutedSystem.StartAsync(backing, Strategy, instances: 1);
        await using var listener = await Listener.JoinAsync(system.Pool.ClientOptions, _general, Ct);
        await system.PublishAsync(Said.AnyRoom(), "elsewhere");
        await system.PublishAsync(_general, "here");
        await Eventually.Holds(() => listener.Ids.Count > 0, "something came");
        Assert.Equal([$"{_general}-here"], listener.Ids);
    }

    [Fact]
    public async Task Strategy_refuses_to_start_in_Production()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => RoutedSystem.StartAsync(backing, Strategy, instances: 1, new(StringComparer.Ordinal) { ["environment"] = "Production" }));
        Assert.Contains("refused in Production", refused.Message, StringComparison.Ordinal);
    }
}
