using System.Net;
using System.Net.Sockets;
using System.Text;
using RoomChat.ServiceDefaults.Connections;

namespace RoomChat.Tests.ServiceDefaults.Connections;

public sealed class ConnectionLimiterTests
{
    private const string EndOfAnswer = "42\r\n0\r\n\r\n";
    private const string Refusals = "connections were refused";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connection_over_the_limit_is_closed_and_open_ones_continue()
    {
        await using var server = await DefaultsServer.StartAsync(new() { ["Connections:Max"] = "3" });
        using var metrics = server.RecordMetrics();
        using var served = await ConnectAsync(server);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(served), StringComparison.Ordinal);
        using var second = await ConnectAsync(server);
        var third = await ConnectAsync(server);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(third), StringComparison.Ordinal);

        for (var stranger = 0; stranger < 20; stranger++)
            Assert.True(await IsClosedAtOnceAsync(server), "closed without a word");

        Assert.StartsWith("HTTP/1.1 200", await AskAsync(served), StringComparison.Ordinal);
        Assert.Equal(20, metrics.Count("roomchat.connections_refused"));
        Assert.Single(server.Logs.Lines, line => line.Contains(Refusals, StringComparison.Ordinal));
        third.Dispose();
        await Eventually.Holds(
            async () =>
            {
                using var another = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                return (await AskAsync(another, server)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
            },
            "a connection that ends makes room for another");
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /answer HTTP/1.1\r\nHost: localhost\r\n")]
    public async Task Connection_without_a_full_first_request_is_closed(string beginning)
    {
        await using var server = await DefaultsServer.StartAsync(new() { ["Connections:FirstRequestTimeout"] = "00:00:00.5" });
        using var served = await ConnectAsync(server);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(served), StringComparison.Ordinal);
        using var silent = await ConnectAsync(server);
        await silent.SendAsync(Encoding.ASCII.GetBytes(beginning), Ct);

        await Eventually.Holds(() => HasEndedAsync(silent), "the silent one is closed");
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(served), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 600, 344)]
    [InlineData(0, 2, 600, 172)]
    [InlineData(100, 2, 600, 100)]
    [InlineData(1_000_000, 1, 1024, 768)]
    [InlineData(0, 1, 100, 1)]
    public void Connection_limit_follows_setting_and_descriptors(int max, int cost, int descriptors, int expected) =>
        Assert.Equal(expected, ConnectionLimiter.MaxOf(new ConnectionBounds { Max = max }, new ConnectionCost(cost), descriptors));

    [Fact]
    public void Limit_of_descriptors_is_the_soft_limit()
    {
        Assert.Equal(
            600,
            DescriptorLimit.Parse(
                ["Limit                     Soft Limit           Hard Limit           Units",
                 "Max open files            600                  1024                 files"]));
        Assert.True(DescriptorLimit.Parse(["Max open files            unlimited            unlimited            files"]) > 1024);
        Assert.True(DescriptorLimit.Parse([]) > 1024);
        Assert.True(DescriptorLimit.Read() > 0);
    }

    private static async Task<Socket> ConnectAsync(DefaultsServer server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Ct);
        return socket;
    }

    private static async Task<bool> IsClosedAtOnceAsync(DefaultsServer server)
    {
        try
        {
            using var refused = await ConnectAsync(server);
            return await HasEndedAsync(refused);
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            return true;   // closed before the system reported the connection
        }
    }

    private static async Task<string> AskAsync(Socket socket, DefaultsServer? server = null)
    {
        try
        {
            if (server is not null) await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, Ct);
            await socket.SendAsync("GET /answer HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Ct);
            var (answer, part) = (new StringBuilder(), new byte[4096]);
            while (!answer.ToString().EndsWith(EndOfAnswer, StringComparison.Ordinal)
                && await socket.ReceiveAsync(part, Ct) is > 0 and var count)
            {
                answer.Append(Encoding.ASCII.GetString(part, 0, count));
            }
            return answer.ToString();
        }
        catch (SocketException refused)
        {
            return refused.Message;
        }
    }

    /// <summary>Reads until the end of the connection; bytes received before it do not matter.</summary>
    private static async Task<bool> HasEndedAsync(Socket socket)
    {
        try
        {
            while (await socket.ReceiveAsync(new byte[1024], Ct) > 0) { }
            return true;
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset)
        {
            return true;
        }
    }
}
