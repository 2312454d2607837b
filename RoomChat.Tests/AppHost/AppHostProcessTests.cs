using System.Net;
using System.Net.Sockets;

namespace RoomChat.Tests.AppHost;

/// <summary>An AppHost that cannot run: its output and exit code.</summary>
[Collection(StartedAppHost.Name)]
[Trait("Category", "EndToEnd")]
public sealed class AppHostProcessTests : IDisposable
{
    private readonly string _data = TestFolder.Create("roomchat-apphost-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taken_port_ends_the_run_and_is_named()
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
    public async Task Program_that_cannot_start_ends_the_run_and_is_named()
    {
        // This test breaks the emulator: all services wait for it, so none of them has to start.
        Directory.CreateDirectory(Path.Combine(_data, "messaging"));
        await File.WriteAllTextAsync(Path.Combine(_data, "messaging", "messages.db"), new string('x', 4096), Ct);

        await using var run = AppHostRun.Start(_data);
        await run.EndsAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("RoomChat cannot run. 'messaging-emulator'", run.Output, StringComparison.Ordinal);
        Assert.Contains("not a database", run.Output, StringComparison.Ordinal);
        await run.NothingIsLeftAsync();
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
