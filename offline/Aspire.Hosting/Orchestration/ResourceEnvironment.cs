using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Computes with which variables and arguments a replica starts.</summary>
internal sealed class ResourceEnvironment(DistributedApplicationExecutionContext execution, IHostEnvironment hosting, IConfiguration configuration)
{
    /// <summary>Ours, and meant for us alone: a child that inherited them would listen or run as if it were the AppHost.</summary>
    private static readonly string[] NotInherited =
        ["ASPNETCORE_", "DOTNET_ENVIRONMENT", "DOTNET_URLS", "DOTNET_HTTP_PORTS", "DOTNET_HTTPS_PORTS", "DOTNET_LAUNCH_PROFILE", "KESTREL__", "URLS", "HTTP_PORTS", "HTTPS_PORTS", "MSBUILD", "VSTEST_"];

    /// <summary>Where the collector may be named, and which protocol each name means; the first that is set counts.</summary>
    private static readonly (string Setting, string Protocol)[] Collectors =
    [
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "grpc"),
        ("DOTNET_DASHBOARD_OTLP_ENDPOINT_URL", "grpc"),
        ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http/protobuf"),
        ("DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "http/protobuf"),
    ];

    private static readonly string[] ExportIntervals = ["OTEL_BSP_SCHEDULE_DELAY", "OTEL_BLRP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"];

    internal static bool IsInherited(string variable) => !Array.Exists(NotInherited, prefix => variable.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    internal async Task<Dictionary<string, string>> VariablesAsync(IResource resource, int replica, CancellationToken ct)
    {
        var context = new EnvironmentCallbackContext(execution, resource, cancellationToken: ct);
        if (resource is ProjectResource)
        {
            context.EnvironmentVariables["ASPNETCORE_ENVIRONMENT"] = hosting.EnvironmentName;
            context.EnvironmentVariables["DOTNET_ENVIRONMENT"] = hosting.EnvironmentName;
        }

        AddTelemetry(context.EnvironmentVariables, InstanceOf(resource, replica), resource.Name);
        foreach (var callback in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);

        var asked = new ReplicaValueContext { Caller = resource, ExecutionContext = execution, Replica = replica };
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in context.EnvironmentVariables)
            variables[name] = await TextOfAsync(value, asked, ct).ConfigureAwait(false);
        return variables;
    }

    internal async Task<IReadOnlyList<string>> ArgumentsAsync(IResource resource, int replica, CancellationToken ct)
    {
        var context = new CommandLineArgsCallbackContext([], resource, ct) { ExecutionContext = execution };
        foreach (var callback in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(context).ConfigureAwait(false);

        var asked = new ReplicaValueContext { Caller = resource, ExecutionContext = execution, Replica = replica };
        var arguments = new List<string>();
        foreach (var argument in context.Args)
            arguments.Add(await TextOfAsync(argument, asked, ct).ConfigureAwait(false));
        return arguments;
    }

    /// <summary>The resource's name; followed by the replica's number when there are several.</summary>
    internal static string InstanceOf(IResource resource, int replica) =>
        resource.GetReplicaCount() == 1 ? resource.Name : string.Create(CultureInfo.InvariantCulture, $"{resource.Name}-{replica}");

    private void AddTelemetry(Dictionary<string, object> variables, string instance, string service)
    {
        variables["OTEL_SERVICE_NAME"] = service;
        variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={instance}";
        // OTEL_EXPORTER_OTLP_ENDPOINT itself is inherited.
        if (Array.Find(Collectors, one => configuration[one.Setting] is { Length: > 0 }) is not { Setting: not null } collector) return;
        variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = configuration[collector.Setting]!;
        variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = collector.Protocol;
        // Whoever looks at a dashboard while developing wants to see a second ago, not the exporters' default of up to a minute.
        foreach (var interval in ExportIntervals) variables[interval] = "1000";
    }

    private static async ValueTask<string> TextOfAsync(object value, ValueProviderContext asked, CancellationToken ct) => value switch
    {
        string text => text,
        IValueProvider provider => await provider.GetValueAsync(asked, ct).ConfigureAwait(false) ?? string.Empty,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
