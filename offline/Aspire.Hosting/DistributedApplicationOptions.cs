using System.Reflection;

namespace Aspire.Hosting;

/// <summary>How an application is built.</summary>
public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>Name of the AppHost's assembly; the entry assembly when null.</summary>
    public string? AssemblyName { get; set; }

    public bool DisableDashboard { get; set; }

    public bool AllowUnsecuredTransport { get; set; }

    /// <summary>The AppHost's project folder; as recorded in its assembly when null.</summary>
    public string? ProjectDirectory { get; set; }

    internal Assembly? ResolveAssembly() => AssemblyName is null ? Assembly.GetEntryAssembly() : Assembly.Load(AssemblyName);
}
