using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A Service Bus namespace. Where nothing is provisioned, its connection string comes from the configuration.</summary>
public class AzureServiceBusResource : Resource, IResourceWithConnectionString, IResourceWithEndpoints
{
    private readonly ReferenceExpression _configured;

    internal AzureServiceBusResource(string name, ReferenceExpression configured)
        : base(name) => _configured = configured;

    public bool IsEmulator { get; internal set; }

    public ReferenceExpression ConnectionStringExpression => IsEmulator
        ? ReferenceExpression.Create($"Endpoint=sb://{new EndpointReference(this, "emulator").Property(EndpointProperty.HostAndPort)};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;")
        : _configured;
}
