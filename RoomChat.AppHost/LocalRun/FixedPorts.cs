using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace RoomChat.AppHost.LocalRun;

/// <summary>Ports that users and tools expect. The setting <c>Ports:{resource}:{endpoint}</c> chooses another one.</summary>
internal static class FixedPorts
{
    /// <summary>The port of an endpoint; null for any free one.</summary>
    /// <exception cref="DistributedApplicationException">The setting is not a port number.</exception>
    internal static int? FixedPort(this IDistributedApplicationBuilder builder, string resource, string endpoint, int? usual)
    {
        if (builder.Configuration.AreAnyPortsGood()) return null;
        var setting = SettingOf(resource, endpoint);
        return builder.Configuration[setting] switch
        {
            null => usual,
            var text when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 => port,
            var text => throw new DistributedApplicationException(
                $"The setting '{setting}' is '{text}'; it may be a whole number from 1 to 65535."),
        };
    }

    /// <summary>Whether the orchestrator chooses every port, as in tests.</summary>
    internal static bool AreAnyPortsGood(this IConfiguration configuration) =>
        string.Equals(configuration["DcpPublisher:RandomizePorts"], bool.TrueString, StringComparison.OrdinalIgnoreCase);

    internal static string SettingOf(string resource, string endpoint) => $"Ports:{resource}:{endpoint}";
}
