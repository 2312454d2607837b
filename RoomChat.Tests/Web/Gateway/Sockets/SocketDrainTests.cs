using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Lifetime;
using RoomChat.Tests.Realtime;
using RoomChat.Tests.Realtime.Transports;
using RoomChat.Web.Gateway.Sockets;

namespace RoomChat.Tests.Web.Gateway.Sockets;

/// <summary>A stopping gateway closes its connections as an instance of the realtime service does.</summary>
public sealed class SocketDrainTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Drain_closes_clients_with_4001_and_accepts_no_new_ones()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var gateway = new TestGateway([server.HubAddress.GetLeftPart(UriPartial.Authority)]);
        using var http = gateway.Start();
        await using var socket =
            await FrameRecorder.ConnectAsync(new Uri($"ws://{gateway.Address.Authority}/ws?subscription-key={TestGateway.PrimaryKey}"), Ct);
        await using var hub = await HubRecorder.ConnectAsync(new Uri(gateway.Address, $"/hub?subscription-key={TestGateway.PrimaryKey}"));
        await socket.JoinAsync("general", Ct);
        await hub.JoinAsync("general");
        var connections = server.Connections.All().ToList();

        await gateway.Services.GetRequiredService<IDrain>().DrainAsync(Ct);
        await Eventually.Holds(() => socket.HasEnded && hub.Ended is not null, "both are closed");
        await Eventually.Holds(() => server.Connections.Count == 0, "and the service knows");
        using var late = await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");
        using var rooms = await http.GetAsync(new Uri("/health", UriKind.Relative), Ct);

        Assert.Equal((4001, "shutting down, reconnect"), ((int)socket.CloseStatus!, socket.CloseReason));
        Assert.Contains("4001", hub.Ended, StringComparison.Ordinal);
        // The clients may reconnect soon: no user has left.
        Assert.DoesNotContain(CloseCode.Normal, connections.Select(connection => connection.CloseCode));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.HttpStatusCode);
        Assert.Equal(HttpStatusCode.OK, rooms.StatusCode);
    }

    [Fact]
    public async Task Silent_client_is_disconnected_after_the_close_timeout()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Gateway:CloseTimeout", "00:00:00.2"));
        using var http = gateway.Start();
        using var silent = await BareSocket.ConnectAsync(new Uri(gateway.Address, $"/ws?subscription-key={TestGateway.PrimaryKey}"), Ct);

        await gateway.Services.GetRequiredService<IDrain>().DrainAsync(Ct);

        Assert.Equal(0x88, (await silent.ReceiveFrameAsync(Ct)).Sign);
        Assert.False(await silent.ReadByteAsync(Ct), "it has been cut off");
    }

    [Fact]
    public async Task Close_frame_waits_for_the_current_message_and_is_last()
    {
        var wire = new MemoryStream();
        await using var socket = new ProxiedSocket(wire, _ => { });
        await socket.WriteAsync(new byte[] { 0x81, 3, (byte)'a' }, Ct);
        await socket.LeaveAsync(Ct);
        Assert.Equal(3, wire.Length);

        await socket.WriteAsync(new byte[] { (byte)'b', (byte)'c', 0x81, 1, (byte)'d' }, Ct);
        await socket.WriteAsync(new byte[] { 0x81, 1, (byte)'e' }, Ct);
        Assert.Equal([0x81, 3, (byte)'a', (byte)'b', (byte)'c', .. Goodbye.ToClient.Span], wire.ToArray());
    }

    [Fact]
    public async Task Gateway_sends_no_close_frame_after_one_of_the_service()
    {
        var wire = new MemoryStream();
        await using var socket = new ProxiedSocket(wire, _ => { });
        await socket.WriteAsync(new byte[] { 0x88, 0 }, Ct);
        await socket.LeaveAsync(Ct);
        Assert.Equal([0x88, 0], wire.ToArray());
    }
}
