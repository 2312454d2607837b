using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Others find its endpoints under its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
