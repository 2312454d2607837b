using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.ServiceDefaults.Identity;

/// <summary>A service behind the gateway, on Kestrel, without broker and Redis.</summary>
internal sealed class InnerService<T> : WebApplicationFactory<T> where T : class
{
    internal const string Secret = "secret-of-the-tests-0000000000000000";
    internal const string PreviousSecret = "secret-of-yesterday-0000000000000000";

    private const string NoRedis = "127.0.0.1:1,abortConnect=false,connectTimeout=100,connectRetry=0,asyncTimeout=200,syncTimeout=200";
    private const string NoBroker = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=n;SharedAccessKey=k;UseDevelopmentEmulator=true;";

    internal InnerService() => UseKestrel();

    /// <summary>All log lines of the service.</summary>
    internal LogRecorder Logs { get; } = new();

    internal Uri Address => ClientOptions.BaseAddress;

    internal HttpClient Start()
    {
        StartServer();
        return CreateClient();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseUrls("http://127.0.0.1:0");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).AddFilter<LogRecorder>(null, LogLevel.Trace));
        builder.UseSetting("GatewaySignature:Secret", Secret);
        builder.UseSetting("GatewaySignature:PreviousSecret", PreviousSecret);
        builder.UseSetting("ConnectionStrings:redis", NoRedis);
        builder.UseSetting("ConnectionStrings:messaging", NoBroker);
    }
}
