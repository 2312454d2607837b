namespace Aspire.Hosting.ApplicationModel;

/// <summary>It is started with command line arguments.</summary>
public interface IResourceWithArgs : IResource;
