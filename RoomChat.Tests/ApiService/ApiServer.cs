using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using RoomChat.ApiService;

namespace RoomChat.Tests.ApiService;

/// <summary>The publish API on a real port, with a real broker and a real Redis.</summary>
internal sealed class ApiServer : WebApplicationFactory<ApiDescription>
{
    private readonly string _redis;
    private readonly string _serviceBus;
    private readonly Dictionary<string, string> _settings;

    internal ApiServer(string redis, string serviceBus, Dictionary<string, string>? settings = null)
    {
        (_redis, _serviceBus, _settings) = (redis, serviceBus, settings ?? []);
        UseKestrel();
    }

    /// <summary>Log lines of the API at level Information or above.</summary>
    internal LogRecorder Logs { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseUrls("http://127.0.0.1:0");   // not UseKestrel(0): that sets the port when the server may have started already
        builder.UseSetting("ConnectionStrings:redis", _redis);
        builder.UseSetting("ConnectionStrings:messaging", _serviceBus);
        foreach (var (name, value) in _settings) builder.UseSetting(name, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Logs).AddFilter<LogRecorder>(null, LogLevel.Information));
    }
}
