using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.Orchestration;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class PortAllocatorTests
{
    [Fact]
    public async Task Two_applications_that_start_at_once_never_get_the_same_port()
    {
        using var one = new PortAllocator();
        using var other = new PortAllocator();

        var ports = await Task.WhenAll(
            Task.Run(() => Enumerable.Range(0, 100).Select(_ => one.Allocate()).ToArray()),
            Task.Run(() => Enumerable.Range(0, 100).Select(_ => other.Allocate()).ToArray()));

        Assert.Equal(200, ports.SelectMany(port => port).Distinct().Count());
    }

    [Fact]
    public async Task A_fixed_port_that_is_taken_is_named_with_its_resource_and_how_to_change_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = Path.GetTempPath() });
        builder.AddShell("store", "true").WithEndpoint(port: port, name: "amqp");
        using var app = builder.Build();

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(HostingTest.Ct));

        Assert.Contains($"Port {port} is taken", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'store'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'amqp'", failure.Message, StringComparison.Ordinal);
    }
}
