using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>Microsoft's emulator in a container, in place of a namespace. Both share their annotations.</summary>
public class AzureServiceBusEmulatorResource(AzureServiceBusResource innerResource) : ContainerResource(innerResource.Name)
{
    /// <inheritdoc/>
    public override ResourceAnnotationCollection Annotations => innerResource.Annotations;
}
