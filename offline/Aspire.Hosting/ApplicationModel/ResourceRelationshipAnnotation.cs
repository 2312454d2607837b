namespace Aspire.Hosting.ApplicationModel;

/// <summary>Ties two resources together without saying how: <c>Parent</c>, <c>Reference</c>, <c>WaitFor</c>.</summary>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public string Type { get; } = type;
}
