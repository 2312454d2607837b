using System.Globalization;

namespace RoomChat.AppHost.LocalRun;

/// <summary>Ports that people and tools know. Setting <c>Ports:{resource}:{endpoint}</c> chooses another one.</summary>
internal static class FixedPorts
{
    /// <summary>The port of an endpoint; null for any free port, as tests ask for (<c>DcpPublisher:RandomizePorts</c>).</summary>
    /// <exception cref="DistributedApplicationException">The setting is no port.</exception>
    internal static int? FixedPort(this IDistributedApplicationBuilder builder, string resource, string endpoint, int? usual)
    {
        if (string.Equals(builder.Configuration["DcpPublisher:RandomizePorts"], bool.TrueString, StringComparison.OrdinalIgnoreCase)) return null;
        var setting = SettingOf(resource, endpoint);
        return builder.Configuration[setting] switch
        {
            null => usual,
            var text when ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0 => port,
            var text => throw new DistributedApplicationException($"The setting '{setting}' is '{text}'; it may be a whole number from 1 to 65535."),
        };
    }

    internal static string SettingOf(string resource, string endpoint) => $"Ports:{resource}:{endpoint}";
}
