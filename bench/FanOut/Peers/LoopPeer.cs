using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>The simplest chat server: a room is a set of WebSockets, and a message is sent to one after the other.</summary>
internal sealed class LoopPeer
{
    private static readonly byte[] Joined = "{\"type\":\"room_joined\"}"u8.ToArray();

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<WebSocket, bool>> _rooms = new(StringComparer.Ordinal);
    private readonly RoomSubscriptions _subscriptions;

    private LoopPeer(IConnectionMultiplexer redis) => _subscriptions = new RoomSubscriptions(redis, SendAsync);

    public static async Task RunAsync(string urls, string redis, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var peer = new LoopPeer(connection);
        await using var app = builder.Build();
        app.UseWebSockets();
        app.Use((HttpContext context, RequestDelegate _) => peer.ServeAsync(context));
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } received)
                await JoinAsync(socket, buffer.AsMemory(0, received.Count), context.RequestAborted);
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException)
        {
            context.Abort();
        }
        finally
        {
            foreach (var room in _rooms.Values) room.TryRemove(socket, out _);
        }
    }

    private async Task JoinAsync(WebSocket socket, ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        using var json = JsonDocument.Parse(frame);
        var room = json.RootElement.GetProperty("room_id").GetString()!;
        await _subscriptions.EnsureAsync(room);
        await socket.SendAsync(Joined, WebSocketMessageType.Text, endOfMessage: true, ct);
        _rooms.GetOrAdd(room, _ => new())[socket] = true;
    }

    private async Task SendAsync(string room, ReadOnlyMemory<byte> announcement)
    {
        if (!_rooms.TryGetValue(room, out var members)) return;
        var frame = Announcement.ToFrame(announcement);
        foreach (var (socket, _) in members)
        {
            try
            {
                await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (WebSocketException)
            {
                members.TryRemove(socket, out _);
            }
        }
    }
}
