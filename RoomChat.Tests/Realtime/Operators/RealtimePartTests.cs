using Microsoft.Extensions.Hosting;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Operators;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Tests.Realtime.Operators;

/// <summary>A whole realtime instance tells what it does, and goes when it is told to.</summary>
public sealed class RealtimePartTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instance_reports_what_it_does_and_leaves_on_order()
    {
        await using var instance = await RealtimeInstance.StartAsync(
            backing.Broker.ConnectionString, backing.Redis.ConnectionString, new() { ["Instances:Every"] = "00:00:00.1" });
        await using var member = await instance.JoinAsync("watched");
        var id = instance.Part<InstanceIdentity>().Id;
        var instances = instance.Part<IInstances>();
        InstanceReport? report = null;
        await Eventually.Holds(
            async () =>
            {
                report = (await instances.ReadAsync(Ct)).SingleOrDefault(one => one.Id == id);
                return report is { Connections: 1, Members: 1, Messages: >= 1, Deliveries: >= 1 };
            },
            "the report tells of the message");
        Assert.Equal(("realtime", "SharedSubscription", false), (report!.Service, report.Strategy, report.Draining));
        Assert.True(report.Rooms >= 1 && report.MemoryBytes > 0);
        Assert.True(report.Canary is { Returned: true, RoundTripMs: not null });
        Assert.Equal("Healthy", report.Health["canary"]);

        await instance.Part<IOperatorOrders>().AnnounceAsync(new OperatorOrder(OperatorOrderKind.Drain, id), Ct);
        await Eventually.Holds(() => member.HasEnded, "the member is asked to reconnect");
        Assert.Equal(4001, (int)member.CloseStatus!);
        var stopping = instance.Part<IHostApplicationLifetime>().ApplicationStopping;
        await Eventually.Holds(() => stopping.IsCancellationRequested, "the instance stops");
        await instance.StopAsync();
        Assert.DoesNotContain(await instances.ReadAsync(Ct), one => one.Id == id);
    }
}
