using System.Globalization;

namespace RoomChat.AppHost;

/// <summary>Number of instances of the realtime service; setting <c>Realtime:Replicas</c>.</summary>
internal static class RealtimeReplicas
{
    private const string Setting = "Realtime:Replicas";

    /// <summary>A larger number of processes on one machine is a typing error.</summary>
    private const int Most = 100;

    /// <exception cref="DistributedApplicationException">The setting is not such a number.</exception>
    internal static int GetRealtimeReplicas(this IDistributedApplicationBuilder builder) => builder.Configuration[Setting] switch
    {
        null => 1,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= Most => count,
        var text => throw new DistributedApplicationException(
            $"The setting '{Setting}' is '{text}'; it may be a whole number from 1 to {Most}. "
            + $"Set it in RoomChat.AppHost/appsettings.json, or on the command line: --{Setting} 3"),
    };
}
