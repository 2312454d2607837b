namespace RoomChat.ServiceBusEmulator.Status;

/// <summary>Keeps the emulator's own last warnings and errors for the status page. Safe for any thread.</summary>
internal sealed class RecentErrors(TimeProvider time) : ILoggerProvider
{
    /// <summary>Most entries that are kept.</summary>
    public const int Most = 50;

    private const string OwnCategories = "RoomChat.ServiceBusEmulator.";
    private readonly Lock _gate = new();
    private readonly Queue<RecentError> _errors = new();

    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<RecentError> All
    {
        get
        {
            lock (_gate) return [.. _errors.Reverse()];
        }
    }

    public ILogger CreateLogger(string categoryName) => new Listener(this, categoryName);

    public void Dispose()
    {
        // Only memory is in use; there is nothing to release.
    }

    private void Add(RecentError error)
    {
        lock (_gate)
        {
            if (_errors.Count == Most) _errors.Dequeue();
            _errors.Enqueue(error);
        }
    }

    private sealed class Listener(RecentErrors errors, string category) : ILogger
    {
        private readonly bool _isOwn = category.StartsWith(OwnCategories, StringComparison.Ordinal);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => _isOwn && logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var message = formatter(state, exception);
            if (exception is not null) message = $"{message} ({exception.GetType().Name}: {exception.Message})";
            errors.Add(new RecentError(errors.Now, logLevel, category[(category.LastIndexOf('.') + 1)..], message));
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();
}
