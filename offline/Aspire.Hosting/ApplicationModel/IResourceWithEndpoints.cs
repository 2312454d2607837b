namespace Aspire.Hosting.ApplicationModel;

/// <summary>It listens on ports.</summary>
public interface IResourceWithEndpoints : IResource;
