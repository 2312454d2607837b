namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is healthy when the registered health check of this name is.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    public string Key { get; } = key;
}
