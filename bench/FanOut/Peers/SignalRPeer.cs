using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>
/// A chat with SignalR as in its documentation: a room is a group. All settings are SignalR's defaults, except that logging is off.
/// </summary>
internal static class SignalRPeer
{
    public static async Task RunAsync(string urls, string redis, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls).UseKestrelHttpsConfiguration();
        builder.Services.AddSignalR().AddJsonProtocol(
            json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, PeerJsonContext.Default));
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        builder.Services.AddSingleton(services => new RoomSubscriptions(
            connection, (room, announcement) => SendAsync(services.GetRequiredService<IHubContext<PeerHub>>(), room, announcement)));
        await using var app = builder.Build();
        app.MapHub<PeerHub>("/ws", options => options.Transports = HttpTransportType.WebSockets);
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
    }

    private static Task SendAsync(IHubContext<PeerHub> hub, string room, ReadOnlyMemory<byte> announcement)
    {
        var (offset, json) = Announcement.Read(announcement);
        var message = JsonSerializer.Deserialize(json.Span, PeerJsonContext.Default.PeerMessage)!;
        return hub.Clients.Group(room).SendAsync("message", message with { Offset = offset });
    }
}
