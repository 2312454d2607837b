using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class LocalHostsTests
{
    [Theory]
    [InlineData("127.0.0.1", null, true)]
    [InlineData("::1", "", true)]
    [InlineData("127.0.0.1", "*", false)]
    [InlineData("0.0.0.0", null, false)]
    [InlineData("10.0.0.1", null, false)]
    public void Host_names_are_filtered_when_listening_on_loopback_only(string address, string? setting, bool isFiltered)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal) { ["AllowedHosts"] = setting }).Build();
        var options = new HostFilteringOptions();
        new LocalHosts(Options.Create(new EmulatorOptions { ListenAddress = address }), configuration).Configure(options);
        Assert.Equal(isFiltered, options.AllowedHosts.Contains("localhost"));
    }
}
