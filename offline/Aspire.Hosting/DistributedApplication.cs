using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application of several parts, ready to run.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;

    public DistributedApplication(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts what was described; the parts become ready afterwards, see <see cref="ResourceNotifications"/>.</summary>
    /// <exception cref="DistributedApplicationException">Something cannot be started at all, such as a fixed port that is taken.</exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => _host.StartAsync(cancellationToken);

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Runs until Ctrl+C, SIGTERM, or until a part fails to start; then the process ends with exit code 1.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _host.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DistributedApplicationException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            Environment.ExitCode = FailureReport.ExitCode;
        }
    }

    public void Run()
    {
#pragma warning disable VSTHRD002 // Upstream's signature; only ever called as the last line of a console program, which has no other thread to block.
        RunAsync().GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }

    public virtual void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        // A test that ends by an exception has not stopped the application; its processes must go all the same.
        await Services.GetRequiredService<LocalOrchestrator>().StopAsync(CancellationToken.None).ConfigureAwait(false);
        if (_host is IAsyncDisposable host) await host.DisposeAsync().ConfigureAwait(false);
        else _host.Dispose();
        GC.SuppressFinalize(this);
    }
}
