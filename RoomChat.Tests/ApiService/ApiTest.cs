
namespace RoomChat.Tests.ApiService;

/// <summary>An API of the test's own, over the shared Redis and the shared emulator.</summary>
public abstract class ApiTest(RedisFixture redis, RoomsEmulator emulator) : IAsyncLifetime
{
    private ApiServer? _server;
    private HttpClient? _http;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected ApiServer Server => _server!;

    private protected HttpClient Http => _http!;

    private protected RoomsEmulator Emulator => emulator;

    private protected RedisFixture Redis => redis;

    public async ValueTask InitializeAsync()
    {
        _server = new ApiServer((await redis.GetAsync()).ConnectionString, emulator.ConnectionString);
        _http = _server.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
