using System.Net.WebSockets;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

public sealed class SlowConsumerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_that_does_not_read_is_closed_with_4002()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:MaxQueuedBytes"] = "262144",
            ["Realtime:Connections:CloseTimeout"] = "00:01:00",
        });
        await using var reader = await server.ConnectAsync();
        await reader.JoinAsync("general", Ct);
        using var slow = new ClientWebSocket();
        await slow.ConnectAsync(server.Address, Ct);
        await slow.SendAsync(
            Encoding.UTF8.GetBytes("""{"action":"join","room_id":"general"}"""),
            WebSocketMessageType.Text, endOfMessage: true, Ct);
        await Eventually.Holds(async () => (await reader.GetRoomsAsync(Ct)).GetProperty("general").GetInt32() == 2, "both are in");

        var said = 0;
        var content = new string('x', 10_000);
        // The operating system's socket buffers take megabytes before the server queues anything.
        await Eventually.Holds(async () =>
        {
            for (var i = 0; i < 10; i++) await server.SayAsync("general", $"{++said} {content}");
            await Eventually.Holds(() => reader.Contents.Count == said, "the one who reads has everything");
            return (await reader.GetRoomsAsync(Ct)).GetProperty("general").GetInt32() == 1 || IsClosing(server);
        }, "the slow one is closed");

        Assert.Equal(CloseCode.SlowConsumer.Code, (int)await ReadToCloseAsync(slow));
        Assert.Equal(said, reader.Contents.Count);
    }

    private static bool IsClosing(RealtimeServer server) =>
        server.Connections.All().Any(connection => connection.CloseCode == CloseCode.SlowConsumer);

    private static async Task<WebSocketCloseStatus> ReadToCloseAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer, Ct)).MessageType != WebSocketMessageType.Close) { }
        return socket.CloseStatus!.Value;
    }
}
