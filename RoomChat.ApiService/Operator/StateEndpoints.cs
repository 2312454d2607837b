using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Operators;
using RoomChat.Messaging.Redis;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.ApiService.Operator;

/// <summary>The state of the system, from instance reports, Redis and the charts.</summary>
internal static class StateEndpoints
{
    private const int MostTop = 10;
    private const int MostActs = 100;

    public static void MapState(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/instances", ListInstancesAsync).WithQuery().WithName("ListInstances")
            .WithSummary("The living instances of all services, with their last reports").RefusesOthers();
        routes.MapGet("/refusals", ListRefusalsAsync).WithQuery().WithName("ListRefusals")
            .WithSummary("Refused requests and slow consumers of all living instances, by reason").RefusesOthers();
        routes.MapGet("/health", GetHealthAsync).WithQuery().WithName("GetSystemHealth")
            .WithSummary("The canary and the health of each part of each instance").RefusesOthers();
        routes.MapGet("/redis", GetRedisAsync).WithQuery().WithName("GetRedis")
            .WithSummary("Memory, clients, commands a second and version of each Redis server").RefusesOthers();
        routes.MapGet("/top", GetTopAsync).WithQuery().WithName("GetTop")
            .WithSummary("The busiest rooms and users of the last hour").RefusesOthers();
        routes.MapGet("/charts", GetChartsAsync).WithQuery().WithName("GetCharts")
            .WithSummary("24 hours of connections, messages and deliveries, in minutes").RefusesOthers();
        routes.MapGet("/acts", ListActsAsync).WithQuery().WithName("ListOperatorActs")
            .WithSummary($"What operators did, newest first; the last {MostActs}").RefusesOthers();
    }

    /// <summary>Sums the refusals of all instances.</summary>
    internal static RefusalListing Sum(IReadOnlyList<InstanceReport> reports) => new(
        reports.Sum(report => report.SlowConsumers),
        new SortedDictionary<string, long>(
            reports.SelectMany(report => report.Refused).GroupBy(refusal => refusal.Key, StringComparer.Ordinal)
                .ToDictionary(reason => reason.Key, reason => reason.Sum(refusal => refusal.Value), StringComparer.Ordinal),
            StringComparer.Ordinal));

    /// <summary>The worst health of all parts. A lost canary message counts as unhealthy.</summary>
    internal static SystemHealth Judge(IReadOnlyList<InstanceReport> reports)
    {
        const string Healthy = "Healthy", Degraded = "Degraded", Unhealthy = "Unhealthy";
        var all = reports.SelectMany(report => report.Health.Values)
            .Concat(reports.Select(report => report.Canary is { Returned: false } ? Unhealthy : Healthy)).ToList();
        var status = all.Contains(Unhealthy, StringComparer.Ordinal) ? Unhealthy
            : all.Contains(Degraded, StringComparer.Ordinal) ? Degraded
            : Healthy;
        return new SystemHealth(
            status, [.. reports.Select(report => new InstanceHealth(report.Id, report.Service, report.Health, report.Canary))]);
    }

    private static async Task<InstanceListing> ListInstancesAsync(IInstances instances, CancellationToken ct) =>
        new(await instances.ReadAsync(ct));

    private static async Task<RefusalListing> ListRefusalsAsync(IInstances instances, CancellationToken ct) =>
        Sum(await instances.ReadAsync(ct));

    private static async Task<SystemHealth> GetHealthAsync(IInstances instances, CancellationToken ct) =>
        Judge(await instances.ReadAsync(ct));

    private static async Task<RedisState> GetRedisAsync(RedisNodes nodes, CancellationToken ct) => new(await nodes.ReadAsync(ct));

    private static Task<TopListing> GetTopAsync(InstanceCharts charts, CancellationToken ct) => charts.ReadTopAsync(MostTop, ct);

    private static Task<ChartSeries> GetChartsAsync(InstanceCharts charts, CancellationToken ct) => charts.ReadAsync(ct);

    private static async Task<OperatorActListing> ListActsAsync(OperatorActs acts, CancellationToken ct) =>
        new(await acts.ReadAsync(MostActs, ct));
}
