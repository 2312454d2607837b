namespace Aspire.Hosting.ApplicationModel;

/// <summary>The whole application as it was described.</summary>
public class DistributedApplicationModel(IResourceCollection resources)
{
    public IResourceCollection Resources { get; } = resources;
}
