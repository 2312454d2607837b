namespace Aspire.Hosting.ApplicationModel;

/// <summary>It neither starts nor stops: a value, not a process.</summary>
public interface IResourceWithoutLifetime : IResource;
