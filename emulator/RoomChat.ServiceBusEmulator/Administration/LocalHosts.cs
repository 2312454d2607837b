using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// While the emulator listens on this machine only, HTTP accepts only host names of this machine. This prevents DNS rebinding: a foreign
/// web page points its own name at this machine, and the browser treats the emulator as the same origin.
/// </summary>
internal sealed class LocalHosts(IOptions<EmulatorOptions> emulator, IConfiguration configuration) : IConfigureOptions<HostFilteringOptions>
{
    /// <summary>ASP.NET Core's own setting: host names separated by <c>;</c>. If set, it takes precedence.</summary>
    private const string Setting = "AllowedHosts";

    /// <summary>Containers use the last two names for their host machine.</summary>
    private static readonly string[] Names =
        ["localhost", "*.localhost", "127.0.0.1", "[::1]", "host.docker.internal", "host.containers.internal"];

    public void Configure(HostFilteringOptions options)
    {
        if (!string.IsNullOrWhiteSpace(configuration[Setting]) || !IPAddress.IsLoopback(emulator.Value.Address)) return;
        options.AllowedHosts = [.. Names];
        options.IncludeFailureMessage = false;
    }
}
