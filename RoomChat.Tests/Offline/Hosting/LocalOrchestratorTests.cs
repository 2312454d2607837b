using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.Tests.Fixtures;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class LocalOrchestratorTests
{
    [Fact]
    public async Task A_resource_starts_only_after_what_it_waits_for_is_healthy()
    {
        var isHealthy = false;
        var builder = DistributedApplicationTestingBuilder.Create();
        var first = builder.AddShell("first", "exec sleep 600").WithCondition(() => isHealthy);
        builder.AddShell("second", "exec sleep 600").WaitFor(first);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);

        await app.ResourceNotifications.WaitForResourceAsync("first", e => e.Snapshot.HealthStatus is not null, HostingTest.Ct);
        Assert.Equal(KnownResourceStates.Waiting, app.StateOf("second"));

        isHealthy = true;
        await app.ResourceNotifications.WaitForResourceHealthyAsync("second", HostingTest.Ct);
    }

    [Fact]
    public async Task A_server_is_back_on_the_same_port_however_often_it_is_killed_and_unhealthy_in_between()
    {
        const int Kills = 5;
        var builder = DistributedApplicationTestingBuilder.Create();
        var server = builder.AddShell("server", "echo \"port $PORT\"; exec sleep 600").WithEndpoint(name: "tcp", env: "PORT").WithCondition(() => true);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", HostingTest.Ct);

        for (var kill = 0; kill < Kills; kill++)
        {
            await HasWrittenAsync(runs: kill + 1);
            var killed = app.ProcessIdOf("server");
            // Watches before the blow, so that no state on the way is missed.
            await using var changes = app.ResourceNotifications.WatchAsync(HostingTest.Ct).GetAsyncEnumerator(HostingTest.Ct);
            await ReachAsync(changes, change => change.Snapshot.HealthStatus == HealthStatus.Healthy);
            using (var process = Process.GetProcessById(killed)) process.Kill();

            var exited = await ReachAsync(changes, change => change.Snapshot.State?.Text == KnownResourceStates.Exited);
            Assert.Null(exited.Snapshot.HealthStatus);
            await ReachAsync(changes, change => change.Snapshot.HealthStatus == HealthStatus.Healthy);
            Assert.NotEqual(killed, app.ProcessIdOf("server"));
        }

        await HasWrittenAsync(Kills + 1);
        Assert.Equal(Enumerable.Repeat($"port {server.GetEndpoint("tcp").Port}", Kills + 1), await LinesAsync(app, "server"));

        Task HasWrittenAsync(int runs) => Eventually.Holds(async () => (await LinesAsync(app, "server")).Count == runs, $"run {runs} has written its line");
    }

    [Fact]
    public async Task A_server_whose_launcher_is_killed_does_not_keep_the_port_from_its_successor()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddShell("server", "sleep 600 & wait").WithEndpoint(name: "tcp").WithCondition(() => true);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", HostingTest.Ct);
        var launcher = app.ProcessIdOf("server");
        await Eventually.Holds(() => UnixProcess.DescendantsOf(launcher).Count == 1, "the launcher has started the server");
        var server = UnixProcess.DescendantsOf(launcher)[0];
        // The orchestrator looks once a second; a launcher lives longer.
        var started = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(() => TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(2), "the orchestrator has seen the server");

        using (var process = Process.GetProcessById(launcher)) process.Kill();
        await app.ResourceNotifications.WaitForResourceAsync("server", KnownResourceStates.Exited, HostingTest.Ct);

        await Eventually.Holds(() => !HostingTest.IsRunning(server), "the server is gone");
        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", HostingTest.Ct);
        Assert.NotEqual(launcher, app.ProcessIdOf("server"));
    }

    [Fact]
    public async Task A_dynamic_port_that_a_stranger_has_taken_is_replaced()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        using var stranger = new TcpListener(IPAddress.Loopback, 0);
        var server = builder.AddShell("server", "test -z \"$STOLEN\" || exit 1; exec sleep 600").WithEndpoint(name: "tcp");
        var runs = new List<int>();
        server.WithEnvironment(context =>
        {
            runs.Add(server.GetEndpoint("tcp").Port);
            if (runs.Count > 1) return;
            context.EnvironmentVariables["STOLEN"] = "yes";
            stranger.Server.Bind(new IPEndPoint(IPAddress.Loopback, runs[0]));
            stranger.Server.Listen();
        }).WithCondition(() => runs.Count > 1);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);

        await app.ResourceNotifications.WaitForResourceHealthyAsync("server", HostingTest.Ct);

        Assert.Equal(2, runs.Distinct().Count());
    }

    [Fact]
    public async Task A_resource_that_does_not_come_up_is_reported_with_its_exit_code_and_last_lines()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        var broken = builder.AddShell("broken", "echo 'cannot find the database'; exit 3").WithCondition(() => false);
        builder.AddShell("dependent", "exec sleep 600").WaitFor(broken);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("broken", HostingTest.Ct));
        var consequence = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("dependent", HostingTest.Ct));

        Assert.Contains("'broken' failed to start", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("cannot find the database", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'broken' failed to start", consequence.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_reported()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddExecutable("typo", "no-such-command", Path.GetTempPath());
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.ResourceNotifications.WaitForResourceHealthyAsync("typo", HostingTest.Ct));

        Assert.Contains("no-such-command", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_ends_well_is_finished()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddShell("job", "exit 0");
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);

        await app.ResourceNotifications.WaitForResourceAsync("job", KnownResourceStates.Finished, HostingTest.Ct);
    }

    [Fact]
    public async Task A_stop_is_graceful_takes_descendants_along_and_stops_dependents_first()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var builder = DistributedApplicationTestingBuilder.Create();
        var store = builder.AddShell("store", Trapping("store")).WithCondition(() => File.Exists(Path.Combine(folder, "store.up")));
        builder.AddShell("web", Trapping("web")).WithCondition(() => File.Exists(Path.Combine(folder, "web.up"))).WaitFor(store);
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("web", HostingTest.Ct);
        var processes = new[] { "store", "web" }.Select(app.ProcessIdOf).ToArray();
        var children = processes.SelectMany(UnixProcess.DescendantsOf).ToArray();

        await app.StopAsync(HostingTest.Ct);

        Assert.Equal(["web", "store"], await File.ReadAllLinesAsync(Path.Combine(folder, "stopped"), HostingTest.Ct));
        Assert.Equal(2, children.Length);
        Assert.DoesNotContain(processes, HostingTest.IsRunning);
        await Eventually.Holds(() => !Array.Exists(children, HostingTest.IsRunning), "the descendants are gone too");
        Directory.Delete(folder, recursive: true);

        string Trapping(string name) => $"trap 'echo {name} >> {folder}/stopped; exit 0' TERM; sleep 600 & touch {folder}/{name}.up; wait";
    }

    [Fact]
    public async Task What_ignores_the_request_to_stop_is_stopped_all_the_same()
    {
        var builder = DistributedApplicationTestingBuilder.Create();
        builder.AddShell("deaf", "trap '' TERM; echo up; while true; do sleep 1; done");
        await using var app = builder.Build();
        await app.StartAsync(HostingTest.Ct);
        await foreach (var lines in Logs(app).WatchAsync("deaf").WithCancellation(HostingTest.Ct))
            if (lines.Any(line => line.Content == "up")) break;
        var process = app.ProcessIdOf("deaf");

        await app.StopAsync(HostingTest.Ct);

        Assert.False(HostingTest.IsRunning(process));
    }

    private static async Task<ResourceEvent> ReachAsync(IAsyncEnumerator<ResourceEvent> changes, Func<ResourceEvent, bool> isReached)
    {
        while (await changes.MoveNextAsync())
            if (isReached(changes.Current)) return changes.Current;
        throw new InvalidOperationException("The application ended.");
    }

    private static async Task<IReadOnlyList<string>> LinesAsync(DistributedApplication app, string resourceId)
    {
        var lines = new List<string>();
        await foreach (var batch in Logs(app).GetAllAsync(resourceId).WithCancellation(HostingTest.Ct)) lines.AddRange(batch.Select(line => line.Content));
        return lines;
    }

    private static ResourceLoggerService Logs(DistributedApplication app) => (ResourceLoggerService)app.Services.GetService(typeof(ResourceLoggerService))!;
}
