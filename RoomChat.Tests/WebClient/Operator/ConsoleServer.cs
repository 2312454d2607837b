using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Tests.Client;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.Operator;

/// <summary>Answers the console's requests, and records them.</summary>
internal sealed class ConsoleServer
{
    private readonly StubHttp _http;
    private readonly List<string> _asked = [];

    public ConsoleServer() => _http = new StubHttp(Answer);

    /// <summary>The status of every answer, if not 200.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public IReadOnlyList<InstanceReport> Instances { get; set; } =
    [
        Instance("aaa", "api") with { MemoryBytes = 3 * 1024 * 1024 },
        Instance("bbb", "realtime") with
        {
            Connections = 12, Strategy = "SharedSubscription", Slowest = [new WaitingConnection("c1", "ada", 2048)],
        },
        Instance("ccc", "realtime") with { Connections = 40, Strategy = "SharedSubscription", Draining = true },
    ];

    public DeadLetter? Letter { get; set; } = new(7, DateTimeOffset.UnixEpoch, 1, "the body", "id-7", "BadEnvelope");

    /// <summary>Methods and addresses of the requests, in order.</summary>
    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_asked) return [.. _asked];
        }
    }

    public IReadOnlyList<string> Bodies => _http.Bodies;

    public OperatorApi Api => new(new ChatApi(_http.Client()));

    public int Count(string asked) => Asked.Count(one => one.StartsWith(asked, StringComparison.Ordinal));

    private static InstanceReport Instance(string id, string service) =>
        new(id, service, "1.0", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    private static HttpResponseMessage Json<T>(T value, JsonTypeInfo<T> type) =>
        StubHttp.Json(HttpStatusCode.OK, JsonSerializer.Serialize(value, type));

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var (path, json) = (request.RequestUri!.AbsolutePath, OperatorJsonContext.Default);
        lock (_asked) _asked.Add($"{request.Method} {request.RequestUri.PathAndQuery}");
        if (Status != HttpStatusCode.OK) return StubHttp.Json(Status, """{"title":"No.","status":403}""");
        if (request.Method != HttpMethod.Get) return new HttpResponseMessage(HttpStatusCode.Accepted);
        return path switch
        {
            "/session" => Json(new SessionUser("grace", "Grace", Operator: true), HttpJsonContext.Default.SessionUser),
            "/operator/instances" => Json(new InstanceListing(Instances), json.InstanceListing),
            "/operator/rooms" => Json(new WatchedRoomListing([new WatchedRoom("dev", 3, 41, 1.5)], 70, "dev"), json.WatchedRoomListing),
            "/operator/refusals" => Json(new RefusalListing(4, new Dictionary<string, long> { ["keys"] = 9 }), json.RefusalListing),
            "/operator/health" => Json(
                new SystemHealth(
                    "Degraded",
                    [
                        new(
                            "bbb", "realtime", new Dictionary<string, string> { ["log"] = "Degraded" },
                            new CanaryResult("Returned", true, 12)),
                    ]),
                json.SystemHealth),
            "/operator/redis" => Json(new RedisState([new RedisNode("127.0.0.1:6379", "7.2", 2048)]), json.RedisState),
            "/operator/broker" => Json(new BrokerState("topic", [new BrokerSubscription("rooms", 1, 2)]), json.BrokerState),
            "/operator/broker/rooms/dead-letters" => Json(new DeadLetterListing(Letter), json.DeadLetterListing),
            "/operator/top" => Json(new TopListing([new TopEntry("dev", 5)], []), json.TopListing),
            "/operator/charts" => Json(new ChartSeries(DateTimeOffset.UnixEpoch, [1, 2], [3, 4], [5, 60]), json.ChartSeries),
            "/operator/acts" => Json(
                new OperatorActListing([new OperatorAct(DateTimeOffset.UnixEpoch, new ChatUser("grace", "Grace"), "drain", "aaa")]),
                json.OperatorActListing),
            _ => StubHttp.Json(HttpStatusCode.NotFound, "{}"),
        };
    }
}
