using System.Net;
using System.Net.Sockets;

namespace RoomChat.Tests.AppHost;

/// <summary>An AppHost that a person started: how it tells what goes wrong, and how it ends in each of the ways in which it may.</summary>
[Collection(WholeSystem.Name)]
[Trait("Category", "EndToEnd")]
public sealed class AppHostProcessTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("roomchat-apphost-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ctrl_C_sends_close_frames_ends_everything_and_a_second_start_works()
    {
        await using (var first = AppHostRun.Start(_data))
        {
            await using var client = await ConnectAsync(await first.ReadyAsync());
            await client.JoinAsync("general", Ct);

            await first.SignalAsync("INT");

            await Eventually.Holds(() => client.HasEnded, "the client is disconnected");
            Assert.Equal(4001, (int?)client.CloseStatus);
            await first.EndsAsync();
            Assert.Equal(0, first.ExitCode);
            await first.NothingIsLeftAsync();
        }

        await using var second = AppHostRun.Start(_data);
        await second.ReadyAsync();
        await second.SignalAsync("KILL");
        await second.NothingIsLeftAsync();
    }

    [Fact]
    public async Task Taken_port_is_named_with_its_resource_and_ends_the_run()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var run = AppHostRun.Start(_data, "--DcpPublisher:RandomizePorts=false", $"--Ports:messaging-emulator:amqp={port}");
        await run.EndsAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Port {port} of 'messaging-emulator' (amqp) is taken", run.Output, StringComparison.Ordinal);
        Assert.Contains("set --Ports:messaging-emulator:amqp to a free port", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Service_that_cannot_start_is_named_with_its_error_and_ends_the_run()
    {
        await using var run = AppHostRun.Start(_data, "--Routing:Strategy=Nonsense");
        await run.EndsAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RoomChat cannot run. 'realtime'", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nonsense", run.Output, StringComparison.Ordinal);
        await run.NothingIsLeftAsync();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static Task<FrameRecorder> ConnectAsync(Uri chat) => FrameRecorder.ConnectAsync(
        new UriBuilder(chat) { Scheme = "ws", Path = "/ws", Query = $"subscription-key={ChatSystem.Key}" }.Uri, Ct);
}
