namespace Aspire.Hosting.ApplicationModel;

/// <summary>It is started with environment variables.</summary>
public interface IResourceWithEnvironment : IResource;
