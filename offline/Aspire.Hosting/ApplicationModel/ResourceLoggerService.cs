using System.Collections.Concurrent;
using Aspire.Hosting.Orchestration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the resources write.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _folder;

    internal ResourceLoggerService(OrchestrationSettings settings) => _folder = Path.Combine(settings.DataPath, "logs");

    /// <summary>The lines so far, the last thousand at most.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return LogOf(resourceName).Last();
    }

    /// <summary>The lines so far, the last thousand at most, and then every new one.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    public void Dispose()
    {
        foreach (var log in _logs.Values) log.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The log of a resource, or of one replica of it.</summary>
    internal ResourceLog LogOf(string resourceId) => _logs.GetOrAdd(resourceId, id => new ResourceLog(Path.Combine(_folder, $"{id}.log")));
}
