using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoomChat.Tests.Fixtures;

/// <summary>Keeps every logged line, with its exception and its scopes.</summary>
internal sealed class LogRecorder : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<string> _lines = new();
    private IExternalScopeProvider? _scopes;

    /// <summary>The lines until now. A copy: a spread of a queue that grows meanwhile fails.</summary>
    public IReadOnlyCollection<string> Lines => _lines.ToArray();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // Nothing to release.
    }

    private sealed class Logger(LogRecorder recorder, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<object?>();
            recorder._scopes?.ForEachScope(static (scope, list) => list.Add(scope), scopes);
            recorder._lines.Enqueue($"{category}: {formatter(state, exception)} {exception} {string.Join(' ', scopes)}");
        }
    }
}
