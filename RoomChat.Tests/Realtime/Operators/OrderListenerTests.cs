using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Messaging.Operators;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Operators;
using RoomChat.Realtime.Telemetry;
using StackExchange.Redis;

namespace RoomChat.Tests.Realtime.Operators;

/// <summary>An order reaches the instance, the connection or the user that it names, and no other.</summary>
public sealed class OrderListenerTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly string _user = $"user-{Guid.NewGuid():N}";
    private IConnectionMultiplexer _redis = null!;
    private RealtimeServer _server = null!;
    private OrderListener _listener = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisOperatorOrders Orders => new(_redis);

    public async ValueTask InitializeAsync()
    {
        _redis = await fixture.ConnectAsync();
        _server = await RealtimeServer.StartAsync();
        _listener = new OrderListener(
            Orders, _server.Part<InstanceIdentity>(), _server.Connections, _server.Part<ConnectionDrain>(),
            _server.Part<IHostApplicationLifetime>(), TimeProvider.System, NullLogger<OrderListener>.Instance);
        await _listener.StartAsync(Ct);
        await _listener.ExecuteTask!.WaitAsync(Ct);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _server.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Close_of_a_user_ends_all_of_its_connections_only()
    {
        await using var tab = await _server.ConnectAsync(_user);
        await using var other = await _server.ConnectAsync(_user);
        await using var bob = await _server.ConnectAsync($"{_user}-b");
        await Eventually.Holds(() => _server.Connections.Count == 3, "all are served");
        await Orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.CloseUser, _user), Ct);
        await Eventually.Holds(() => tab.HasEnded && other.HasEnded, "both are closed");
        Assert.Equal((4005, 4005), ((int)tab.CloseStatus!, (int)other.CloseStatus!));
        await bob.GetRoomsAsync(Ct);
        Assert.False(bob.HasEnded);
    }

    [Fact]
    public async Task Close_of_a_connection_ends_that_one_only()
    {
        await using var first = await _server.ConnectAsync(_user);
        await Eventually.Holds(() => _server.Connections.Count == 1, "it is served");
        var id = _server.Connections.All().Single().Id;
        await using var second = await _server.ConnectAsync(_user);
        await Orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.CloseConnection, id), Ct);
        await Eventually.Holds(() => first.HasEnded, "it is closed");
        await second.GetRoomsAsync(Ct);
        Assert.False(second.HasEnded);
    }

    [Fact]
    public async Task Drain_of_this_instance_closes_everyone_and_stops_it()
    {
        await using var ann = await _server.ConnectAsync(_user);
        var stopping = _server.Part<IHostApplicationLifetime>().ApplicationStopping;
        await Orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.Drain, "another-one"), Ct);
        await Orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.CloseConnection, "nobody"), Ct);
        await ann.GetRoomsAsync(Ct);
        Assert.False(ann.HasEnded || stopping.IsCancellationRequested);
        await Orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.Drain, _server.InstanceId), Ct);
        await Eventually.Holds(() => ann.HasEnded && stopping.IsCancellationRequested, "it drains and stops");
        Assert.Equal(4001, (int)ann.CloseStatus!);
    }

    [Theory]
    [InlineData("Drain abc", true)]
    [InlineData("CloseUser a b", true)]
    [InlineData("Drain", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("Explode abc", false)]
    [InlineData("7 abc", false)]
    public void Order_that_makes_no_sense_is_ignored(string? text, bool isOrder) =>
        Assert.Equal(isOrder, RedisOperatorOrders.TryRead(text) is not null);
}
