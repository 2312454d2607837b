namespace Aspire.Hosting.Testing;

/// <summary>The builder of an application under test: as the AppHost left it, to be changed before it is built.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
