using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Transports.SignalR;

namespace RoomChat.Tests.Realtime.Transports.SignalR;

public sealed class PacedSocketTests
{
    private const int Burst = 3;

    private readonly FakeTimeProvider _time = new();
    private readonly byte[] _buffer = new byte[1024];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tiny_parts_of_a_message_wait_for_their_turn()
    {
        using var socket = Receive([.. Part(0x01, 1), .. Enumerable.Range(0, 4).SelectMany(_ => Part(0x00, 1)), .. Part(0x80, 1)]);
        for (var part = 0; part < Burst; part++) Assert.True(ReceiveAsync(socket).IsCompletedSuccessfully);
        for (var part = Burst; part < 5; part++)
        {
            var received = ReceiveAsync(socket);
            Assert.False(received.IsCompleted);
            _time.Advance(TimeSpan.FromSeconds(1));
            Assert.False((await received).EndOfMessage);
        }
        Assert.True((await ReceiveAsync(socket)).EndOfMessage);
    }

    [Fact]
    public async Task Whole_messages_and_larger_parts_do_not_wait()
    {
        using var socket = Receive(
        [
            .. Enumerable.Range(0, 10).SelectMany(_ => Part(0x81, 1)),
            .. Part(0x01, 100),
            .. Enumerable.Range(0, 10).SelectMany(_ => Part(0x00, 100))
        ]);
        for (var part = 0; part < 21; part++) Assert.Equal(part < 10, (await ReceiveAsync(socket)).EndOfMessage);
    }

    private PacedSocket Receive(byte[] sent) => new(
        WebSocket.CreateFromStream(new MemoryStream(sent), new WebSocketCreationOptions { IsServer = true }),
        new ActionBudget(new ConnectionOptions { ActionBurst = Burst, ActionsPerSecond = 1 }, _time));

    private Task<ValueWebSocketReceiveResult> ReceiveAsync(PacedSocket socket) => socket.ReceiveAsync(_buffer.AsMemory(), Ct).AsTask();

    private static byte[] Part(byte sign, int bytes) => [sign, (byte)(0x80 | bytes), 0, 0, 0, 0, .. Enumerable.Repeat((byte)'x', bytes)];
}
