using Microsoft.Extensions.Hosting;
using RoomChat.Messaging;

namespace RoomChat.Benchmarks.Servers;

/// <summary>RoomChat's own services in this process, for what needs Redis and no broker.</summary>
internal static class ServicesOnRedis
{
    /// <param name="redis">Connection string.</param>
    public static HostApplicationBuilder CreateBuilder(string redis)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        // A machine that is measured to its limits answers late; that is a figure, no failure.
        builder.Configuration["ConnectionStrings:redis"] = $"{redis},asyncTimeout=30000";
        // The broker's client is registered with the rest; it would connect when it is first used.
        builder.Configuration["ConnectionStrings:messaging"] = "Endpoint=sb://localhost;SharedAccessKeyName=none;SharedAccessKey=none;UseDevelopmentEmulator=true;";
        builder.AddMessaging();
        return builder;
    }
}
