using Microsoft.Extensions.Hosting;
using RoomChat.Messaging;

namespace RoomChat.Benchmarks.Servers;

/// <summary>RoomChat's services in this process, for benchmarks that need Redis and no broker.</summary>
internal static class ServicesOnRedis
{
    /// <param name="redis">The connection string.</param>
    public static HostApplicationBuilder CreateBuilder(string redis)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        // On a fully loaded machine answers are late, which is a result and not a failure.
        builder.Configuration["ConnectionStrings:redis"] = $"{redis},asyncTimeout=30000";
        // The broker's client is registered as well. It would connect at its first use.
        builder.Configuration["ConnectionStrings:messaging"] =
            "Endpoint=sb://localhost;SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true;";
        builder.AddMessaging();
        return builder;
    }
}
