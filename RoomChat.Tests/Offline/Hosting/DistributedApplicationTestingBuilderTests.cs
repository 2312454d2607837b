using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace RoomChat.Tests.Offline.Hosting;

public sealed class DistributedApplicationTestingBuilderTests
{
    [Fact]
    public async Task The_AppHost_is_described_by_its_own_entry_point()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(HostingTest.Ct);

        Assert.Superset(new HashSet<string> { "messaging", "redis", "api", "realtime", "web" }, builder.Resources.Select(resource => resource.Name).ToHashSet());
        Assert.EndsWith("RoomChat.AppHost", builder.AppHostDirectory, StringComparison.Ordinal);
        Assert.Equal("Development", builder.Environment.EnvironmentName);
    }

    [Fact]
    public async Task Settings_on_the_command_line_reach_the_AppHost()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(["--Realtime:Replicas=2"], HostingTest.Ct);

        Assert.Equal(2, builder.Resources.Single(resource => resource.Name == "realtime").GetReplicaCount());
    }

    [Fact]
    public async Task A_mistake_in_the_settings_reaches_the_test_in_words()
    {
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() =>
            DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(["--Backing=Paper"], HostingTest.Ct));

        Assert.Contains("Embedded, Containers, Azure", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Containers_are_described_but_refused_with_what_to_do()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(["--Backing=Containers"], HostingTest.Ct);
        await using var app = await builder.BuildAsync(HostingTest.Ct);

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(HostingTest.Ct));

        Assert.Contains("AspirePackages=nuget", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_the_topology_is_that_of_the_emulators_configuration()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(["--operation=publish"], HostingTest.Ct);

        var subscription = Assert.Single(builder.Resources.OfType<Aspire.Hosting.Azure.AzureServiceBusSubscriptionResource>());
        Assert.Equal(("backend-messages", "rooms", true), (subscription.Parent.TopicName, subscription.SubscriptionName, subscription.RequiresSession));
        Assert.Equal((TimeSpan.FromMinutes(1), 10), (subscription.LockDuration, subscription.MaxDeliveryCount));
    }

    [Fact]
    public async Task Two_applications_under_test_share_neither_ports_nor_folders()
    {
        var folders = new List<string?>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.RoomChat_AppHost>(HostingTest.Ct);
            folders.Add(builder.Configuration["Data:Path"]);
        }

        Assert.Equal(2, folders.Distinct().Count());
    }
}
