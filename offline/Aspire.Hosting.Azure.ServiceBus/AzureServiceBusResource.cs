using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A Service Bus namespace: in Azure, or the emulator.</summary>
public class AzureServiceBusResource : AzureBicepResource, IResourceWithConnectionString, IResourceWithEndpoints
{
    private const string EmulatorKey = "SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE";

    internal AzureServiceBusResource(string name) : base(name) { }

    /// <summary>The output with the namespace's URL.</summary>
    public BicepOutputReference ServiceBusEndpoint => new("serviceBusEndpoint", this);
    /// <summary>The output with the namespace's name.</summary>
    public BicepOutputReference NameOutputReference => new("name", this);
    /// <summary>The output with the namespace's resource identifier.</summary>
    public BicepOutputReference Id => new("id", this);
    /// <summary>Whether the emulator runs in place of the namespace.</summary>
    public bool IsEmulator => this.IsContainer();
    /// <summary>Host of the namespace.</summary>
    public ReferenceExpression HostName => IsEmulator
        ? ReferenceExpression.Create($"{Emulator.Property(EndpointProperty.Host)}")
        : ReferenceExpression.Create($"{new BicepOutputReference("serviceBusHostName", this)}");
    /// <summary>Port of the emulator; null for a namespace in Azure.</summary>
    public ReferenceExpression? Port => IsEmulator ? ReferenceExpression.Create($"{Emulator.Property(EndpointProperty.Port)}") : null;
    /// <summary>URL of the namespace.</summary>
    public ReferenceExpression UriExpression => IsEmulator
        ? ReferenceExpression.Create($"sb://{Emulator.Property(EndpointProperty.HostAndPort)}")
        : ReferenceExpression.Create($"{ServiceBusEndpoint}");
    /// <summary>The connection string: without a key in Azure, with a well-known key for the emulator.</summary>
    public ReferenceExpression ConnectionStringExpression => IsEmulator
        ? ReferenceExpression.Create($"Endpoint={UriExpression};{EmulatorKey};UseDevelopmentEmulator=true;")
        : UriExpression;

    internal List<AzureServiceBusQueueResource> Queues { get; } = [];
    internal List<AzureServiceBusTopicResource> Topics { get; } = [];
    private EndpointReference Emulator => new(this, "emulator");

    /// <inheritdoc/>
    public override string GetBicepTemplateString() => ServiceBusModule.Of(this);

    internal ReferenceExpression GetConnectionString(string path) => IsEmulator
        ? ReferenceExpression.Create($"{ConnectionStringExpression};EntityPath={path}")
        : ReferenceExpression.Create($"Endpoint={ConnectionStringExpression};EntityPath={path}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", HostName);
        if (Port is { } port) yield return new("Port", port);
        yield return new("Uri", UriExpression);
        if (IsEmulator) yield return new("ConnectionString", ConnectionStringExpression);
    }
}
