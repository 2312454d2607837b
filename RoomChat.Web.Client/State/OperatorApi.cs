using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Http.Operator;

namespace RoomChat.Web.Client.State;

/// <summary>HTTP requests of the operator's console. Errors are reported as in <see cref="ChatApi"/>.</summary>
internal sealed class OperatorApi(ChatApi api)
{
    /// <summary>Address of the console's page.</summary>
    public const string PageAddress = "/operator";

    private static OperatorJsonContext Json => OperatorJsonContext.Default;

    /// <summary>Whether the session's user may use the console.</summary>
    public async Task<bool> IsOperatorAsync(CancellationToken ct = default) =>
        (await api.AskAsync(new HttpRequestMessage(HttpMethod.Get, "session"), HttpJsonContext.Default.SessionUser, ct)).Operator == true;

    public Task<InstanceListing> GetInstancesAsync(CancellationToken ct) => GetAsync("instances", Json.InstanceListing, ct);

    public Task<RefusalListing> GetRefusalsAsync(CancellationToken ct) => GetAsync("refusals", Json.RefusalListing, ct);

    public Task<SystemHealth> GetHealthAsync(CancellationToken ct) => GetAsync("health", Json.SystemHealth, ct);

    public Task<RedisState> GetRedisAsync(CancellationToken ct) => GetAsync("redis", Json.RedisState, ct);

    public Task<BrokerState> GetBrokerAsync(CancellationToken ct) => GetAsync("broker", Json.BrokerState, ct);

    public Task<TopListing> GetTopAsync(CancellationToken ct) => GetAsync("top", Json.TopListing, ct);

    public Task<ChartSeries> GetChartsAsync(CancellationToken ct) => GetAsync("charts", Json.ChartSeries, ct);

    public Task<OperatorActListing> GetActsAsync(CancellationToken ct) => GetAsync("acts", Json.OperatorActListing, ct);

    public Task<WatchedRoomListing> GetRoomsAsync(string query, string sort, int limit, CancellationToken ct)
    {
        var sought = query.Length == 0 ? "" : $"&query={Uri.EscapeDataString(query)}";
        return GetAsync($"rooms?sort={sort}&limit={limit}{sought}", Json.WatchedRoomListing, ct);
    }

    public async Task<DeadLetter?> PeekAsync(string subscription, long from, CancellationToken ct = default) =>
        (await GetAsync($"{LettersOf(subscription)}?from={from}", Json.DeadLetterListing, ct)).Letter;

    public Task SendAgainAsync(string subscription, long number, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Post, $"{LettersOf(subscription)}/{number}", null, ct);

    public Task DeleteAsync(string subscription, long number, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Delete, $"{LettersOf(subscription)}/{number}", null, ct);

    public Task DrainAsync(string instance, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Post, $"instances/{Uri.EscapeDataString(instance)}/drain", null, ct);

    public Task CloseAsync(CloseBody which, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Post, "connections/close", JsonContent.Create(which, Json.CloseBody), ct);

    public Task BroadcastAsync(string text, CancellationToken ct = default) =>
        DoAsync(HttpMethod.Post, "broadcast", JsonContent.Create(new BroadcastBody(text), Json.BroadcastBody), ct);

    private static string LettersOf(string subscription) => $"broker/{Uri.EscapeDataString(subscription)}/dead-letters";

    private Task<T> GetAsync<T>(string address, JsonTypeInfo<T> type, CancellationToken ct) =>
        api.AskAsync(new HttpRequestMessage(HttpMethod.Get, $"operator/{address}"), type, ct);

    private Task<bool> DoAsync(HttpMethod method, string address, HttpContent? body, CancellationToken ct) => api.SendAsync(
        new HttpRequestMessage(method, $"operator/{address}") { Content = body }, static (_, _) => Task.FromResult(true), ct);
}
