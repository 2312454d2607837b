using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A port on which a resource listens.</summary>
public sealed class EndpointAnnotation : IResourceAnnotation
{
    public EndpointAnnotation(ProtocolType protocol, string? uriScheme = null, string? transport = null, string? name = null, int? port = null, int? targetPort = null, bool? isExternal = null, bool? isProxied = null)
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? (protocol == ProtocolType.Udp ? "udp" : "tcp");
        Transport = transport ?? (UriScheme is "http" or "https" ? "http" : UriScheme);
        Name = name ?? UriScheme;
        Port = port;
        TargetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied ?? true;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>The port that others use; null is any free port.</summary>
    public int? Port { get; set; }

    /// <summary>The port on which the process listens; null is the same as <see cref="Port"/>.</summary>
    public int? TargetPort { get; set; }

    public string UriScheme { get; set; }

    public string Transport { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    /// <summary>Where the first replica listens; null until the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint
    {
        get => Replicas is [var first, ..] ? first : null;
        set => Replicas = value is null ? [] : [value];
    }

    /// <summary>Where each replica listens.</summary>
    internal IReadOnlyList<AllocatedEndpoint> Replicas { get; set; } = [];

    /// <summary>The variable through which the process learns its port; such an endpoint is not in <c>ASPNETCORE_URLS</c>.</summary>
    internal string? TargetPortEnvironmentVariable { get; set; }
}
