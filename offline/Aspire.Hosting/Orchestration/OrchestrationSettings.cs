using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>How this run is to be done.</summary>
/// <param name="ApplicationName">The name to show: the AppHost's without its suffix.</param>
/// <param name="DataPath">Where logs are written; setting <c>Data:Path</c>, else <c>.data</c> in the AppHost's folder.</param>
/// <param name="RandomizePorts">Ignore fixed ports; the setting's name is upstream's, the testing builder sets it.</param>
/// <param name="ShowStatus">Tell the console what happens.</param>
/// <param name="ConsoleLevel">Least severe line of a resource that is shown; setting <c>Console:Level</c>, else warnings.</param>
internal sealed record OrchestrationSettings(string ApplicationName, string DataPath, bool RandomizePorts, bool ShowStatus, LogLevel ConsoleLevel)
{
    internal static OrchestrationSettings Read(IDistributedApplicationBuilder builder, bool testing)
    {
        var configuration = builder.Configuration;
        return new OrchestrationSettings(
            (builder.AppHostAssembly?.GetName().Name ?? builder.Environment.ApplicationName).Replace(".AppHost", string.Empty, StringComparison.OrdinalIgnoreCase),
            Path.GetFullPath(configuration["Data:Path"] ?? ".data", builder.AppHostDirectory),
            configuration.GetValue("DcpPublisher:RandomizePorts", defaultValue: false),
            ShowStatus: !testing,
            configuration.GetValue("Console:Level", LogLevel.Warning));
    }
}
