using RoomChat.Contracts.Http.Operator;
using RoomChat.Web.Client.State;

namespace RoomChat.Web.Client.Operator;

/// <summary>State of the console. Instances and rooms are read each round, charts once a minute, the rest each fifth round.</summary>
internal sealed class ConsoleState(OperatorApi api)
{
    /// <summary>Time between two rounds.</summary>
    public static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private const int RoundsOfSlow = 5;
    private const int RoundsOfCharts = 30;
    private const int RoomsOfStep = 50;
    private const int MaxRooms = 500;

    private int _rounds;
    private int _limit = RoomsOfStep;

    public WatchedPart<InstanceListing> Instances { get; } = new();

    public WatchedPart<WatchedRoomListing> Rooms { get; } = new();

    public WatchedPart<RefusalListing> Refusals { get; } = new();

    public WatchedPart<SystemHealth> Health { get; } = new();

    public WatchedPart<BrokerState> Broker { get; } = new();

    public WatchedPart<RedisState> Redis { get; } = new();

    public WatchedPart<TopListing> Top { get; } = new();

    public WatchedPart<ChartSeries> Charts { get; } = new();

    public WatchedPart<OperatorActListing> Acts { get; } = new();

    /// <summary>Filter: shown rooms have this text in their name.</summary>
    public string RoomQuery { get; private set; } = "";

    /// <summary>Sort key of rooms: <c>members</c>, <c>messages</c> or <c>name</c>.</summary>
    public string RoomOrder { get; private set; } = "members";

    /// <summary>Whether more rooms can be shown.</summary>
    public bool HasMoreRooms => Rooms.Value is { After: not null } && _limit < MaxRooms;

    /// <summary>Whether the user is not, or is no longer, an operator.</summary>
    public bool IsForbidden => Instances.IsForbidden;

    /// <summary>Reads the parts that are due in this round.</summary>
    public Task RefreshAsync(CancellationToken ct)
    {
        var round = _rounds++;
        List<Task> due = [Instances.ReadAsync(() => api.GetInstancesAsync(ct)), ReadRoomsAsync(ct)];
        if (round % RoundsOfSlow == 0)
        {
            due.Add(Refusals.ReadAsync(() => api.GetRefusalsAsync(ct)));
            due.Add(Health.ReadAsync(() => api.GetHealthAsync(ct)));
            due.Add(Broker.ReadAsync(() => api.GetBrokerAsync(ct)));
            due.Add(Redis.ReadAsync(() => api.GetRedisAsync(ct)));
            due.Add(Top.ReadAsync(() => api.GetTopAsync(ct)));
            due.Add(Acts.ReadAsync(() => api.GetActsAsync(ct)));
        }
        if (round % RoundsOfCharts == 0) due.Add(Charts.ReadAsync(() => api.GetChartsAsync(ct)));
        return Task.WhenAll(due);
    }

    /// <summary>Reads all parts now. Used after an action.</summary>
    public Task RefreshAllAsync(CancellationToken ct)
    {
        _rounds = 0;
        return RefreshAsync(ct);
    }

    /// <summary>Changes the filter and the order of rooms.</summary>
    public Task SeekRoomsAsync(string query, string order, CancellationToken ct)
    {
        (RoomQuery, RoomOrder, _limit) = (query.Trim(), order, RoomsOfStep);
        return ReadRoomsAsync(ct);
    }

    /// <summary>Shows more rooms.</summary>
    public Task ShowMoreRoomsAsync(CancellationToken ct)
    {
        _limit = Math.Min(MaxRooms, _limit + RoomsOfStep);
        return ReadRoomsAsync(ct);
    }

    private Task ReadRoomsAsync(CancellationToken ct) =>
        Rooms.ReadAsync(() => api.GetRoomsAsync(RoomQuery, RoomOrder, _limit, ct));
}
