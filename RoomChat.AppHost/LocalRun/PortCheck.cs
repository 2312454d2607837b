using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace RoomChat.AppHost.LocalRun;

/// <summary>Finds fixed ports that another program holds. Aspire would wait for such a resource for ever, without a message.</summary>
internal sealed class PortCheck(DistributedApplicationModel model, IConfiguration configuration)
{
    /// <summary>Addresses of Aspire: of the dashboard, of its endpoint for telemetry, and of its source of resources.</summary>
    private static readonly string[] DashboardAddresses =
        ["ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"];

    /// <summary>A sentence for each port that is taken: its owner in the model, and the remedy.</summary>
    internal IReadOnlyList<string> FindTaken()
    {
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port).ToHashSet();
        return
        [
            .. Endpoints().Concat(Dashboard()).Where(wanted => listening.Contains(wanted.Port)).Select(wanted => Describe(wanted))
        ];
    }

    private IEnumerable<(int Port, string Owner, string Setting)> Endpoints() =>
        from resource in model.Resources
        from endpoint in resource.Annotations.OfType<EndpointAnnotation>()
        where endpoint.Port is > 0
        select (
            endpoint.Port!.Value, $"'{resource.Name}' ({endpoint.Name})", $"set --{FixedPorts.SettingOf(resource.Name, endpoint.Name)}");

    /// <summary>The orchestrator may choose other ports for the dashboard, but not for endpoints with a fixed port in the model.</summary>
    private IEnumerable<(int Port, string Owner, string Setting)> Dashboard() => configuration.AreAnyPortsGood() ? [] :
        from name in DashboardAddresses
        from address in (configuration[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        where Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Port > 0
        select (new Uri(address).Port, "the dashboard", $"change {name} in RoomChat.AppHost/Properties/launchSettings.json");

    private static string Describe((int Port, string Owner, string Setting) wanted) =>
        $"Port {wanted.Port} of {wanted.Owner} is taken by another program. "
        + $"Stop that program, perhaps another RoomChat, or {wanted.Setting} to a free port.";
}
