namespace Aspire.Hosting.ApplicationModel;

/// <summary>It can wait for others before it starts.</summary>
public interface IResourceWithWaitSupport : IResource;
