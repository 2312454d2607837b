using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// While the emulator listens on this machine only, HTTP answers only to names of this machine. A web page whose own name was made to lead
/// there (DNS rebinding) is refused: to the browser it would be of the same origin.
/// </summary>
internal sealed class LocalHosts(IOptions<EmulatorOptions> emulator, IConfiguration configuration) : IConfigureOptions<HostFilteringOptions>
{
    /// <summary>ASP.NET Core's own setting: names with <c>;</c> between them. It wins where it is set.</summary>
    private const string Setting = "AllowedHosts";

    /// <summary>The last two are how containers call the machine that they run on.</summary>
    private static readonly string[] Names =
        ["localhost", "*.localhost", "127.0.0.1", "[::1]", "host.docker.internal", "host.containers.internal"];

    public void Configure(HostFilteringOptions options)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Setting]) || !IPAddress.IsLoopback(emulator.Value.Address)) return;
        options.AllowedHosts = [.. Names];
        options.IncludeFailureMessage = false;
    }
}
