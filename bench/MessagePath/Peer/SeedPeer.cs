using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.Benchmarks.MessagePath.Peer;

/// <summary>
/// The simplest chat over Service Bus. <c>POST /publish</c> sends to the topic. A processor receives each message and sends it to the
/// WebSockets of its room, one after the other. It keeps no log, so a client cannot recover missed messages.
/// </summary>
internal sealed class SeedPeer
{
    private const string Topic = "backend-messages";
    private const string Subscription = "rooms";
    private static readonly byte[] Joined = "{\"type\":\"room_joined\"}"u8.ToArray();

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<WebSocket, bool>> _rooms = new(StringComparer.Ordinal);

    public static async Task RunAsync(int port, string messaging, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var peer = new SeedPeer();
        await using var client = new ServiceBusClient(messaging);
        await using var sender = client.CreateSender(Topic);
        await using var processor = client.CreateProcessor(Topic, Subscription);
        processor.ProcessMessageAsync += received => peer.SendAsync(received.Message);
        processor.ProcessErrorAsync += failed => Console.Error.WriteLineAsync(failed.Exception.ToString());
        await processor.StartProcessingAsync(ct);
        await using var app = builder.Build();
        app.UseWebSockets();
        app.MapPost("/publish", (HttpContext context) => PublishAsync(context, sender));
        app.Map("/ws", (HttpContext context) => peer.ServeAsync(context));
        await app.StartAsync(ct);
        await app.WaitForShutdownAsync(ct);
    }

    private static async Task PublishAsync(HttpContext context, ServiceBusSender sender)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var frame = JsonSerializer.SerializeToUtf8Bytes(new SeedMessage(
            "message",
            body.RootElement.GetProperty("room_id").GetString()!,
            body.RootElement.GetProperty("content").GetString()!,
            TimeProvider.System.GetUtcNow(),
            Guid.NewGuid().ToString("N")), SeedJsonContext.Default.SeedMessage);
        await sender.SendMessageAsync(new ServiceBusMessage(frame), context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: WebSocketMessageType.Text } received)
            {
                using var frame = JsonDocument.Parse(buffer.AsMemory(0, received.Count));
                await socket.SendAsync(Joined, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
                _rooms.GetOrAdd(frame.RootElement.GetProperty("room_id").GetString()!, _ => new())[socket] = true;
            }
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

    private async Task SendAsync(ServiceBusReceivedMessage received)
    {
        var frame = received.Body.ToMemory();
        var message = JsonSerializer.Deserialize(frame.Span, SeedJsonContext.Default.SeedMessage)!;
        if (!_rooms.TryGetValue(message.RoomId, out var members)) return;
        foreach (var (socket, _) in members)
        {
            try
            {
                await socket.SendAsync(frame, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }
            catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or InvalidOperationException)
            {
                members.TryRemove(socket, out _);
            }
        }
    }
}
