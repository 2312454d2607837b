using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Realtime;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Lifetime;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class DrainingLifetimeTests
{
    [Fact]
    public async Task Stop_signal_closes_all_connections_before_the_host_stops()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var socket = await server.ConnectAsync();
        await using var hub = await HubRecorder.ConnectAsync(server.HubAddress);
        await hub.JoinAsync("general");
        var application = server.Part<IHostApplicationLifetime>();
        using var lifetime = new DrainingLifetime(server.Part<ConnectionDrain>(), application, NullLogger<DrainingLifetime>.Instance);

        await lifetime.DrainAndStopAsync();
        await Eventually.Holds(() => socket.HasEnded && hub.Ended is not null, "both are closed");

        Assert.Equal(4001, (int?)socket.CloseStatus);
        Assert.Contains("4001 shutting down, reconnect", hub.Ended, StringComparison.Ordinal);
        Assert.True(application.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public void Service_uses_the_draining_lifetime()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddRealtime();
        Assert.Equal(typeof(DrainingLifetime),
            builder.Services.Last(service => service.ServiceType == typeof(IHostLifetime)).ImplementationType);
    }
}
