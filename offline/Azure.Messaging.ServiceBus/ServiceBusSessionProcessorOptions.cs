using System.ComponentModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusSessionProcessor"/>.</summary>
public class ServiceBusSessionProcessorOptions
{
    private int _prefetchCount;
    private int _maxConcurrentSessions = 8;
    private int _maxConcurrentCallsPerSession = 1;
    private TimeSpan _maxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);
    private TimeSpan? _sessionIdleTimeout;

    /// <summary>Whether a message is completed when its handler returns without having settled it; true unless set.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>Names the processor in the broker's logs; made up unless set.</summary>
    public string? Identifier { get; set; }

    /// <summary>For how long a session's lock is renewed; 5 minutes unless set, infinite allowed.</summary>
    public TimeSpan MaxAutoLockRenewalDuration
    {
        get => _maxAutoLockRenewalDuration;
        set => _maxAutoLockRenewalDuration = value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Not negative.");
    }

    /// <summary>Handlers that run at a time for one session; 1 (the default) keeps its order.</summary>
    public int MaxConcurrentCallsPerSession
    {
        get => _maxConcurrentCallsPerSession;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxConcurrentCallsPerSession = value;
        }
    }

    /// <summary>Sessions that are processed at a time; 8 unless set.</summary>
    public int MaxConcurrentSessions
    {
        get => _maxConcurrentSessions;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxConcurrentSessions = value;
        }
    }

    /// <summary>Messages of a session to have at hand before handlers are free; 0 unless set.</summary>
    public int PrefetchCount
    {
        get => _prefetchCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _prefetchCount = value;
        }
    }

    /// <summary>Whether messages are locked until settled.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>
    /// A session without messages for this long is given back, to make room for another; the client's try timeout unless set. Sessions of
    /// <see cref="SessionIds"/> that are not more than <see cref="MaxConcurrentSessions"/> are kept.
    /// </summary>
    public TimeSpan? SessionIdleTimeout
    {
        get => _sessionIdleTimeout;
        set
        {
            if (value is { } timeout) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero, nameof(value));
            _sessionIdleTimeout = value;
        }
    }

    /// <summary>The sessions to process; all that have messages when empty.</summary>
    public IList<string> SessionIds { get; private init; } = [];

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string? ToString() => base.ToString();

    /// <summary>A copy, so that the application's later changes do not reach a processor.</summary>
    internal ServiceBusSessionProcessorOptions Copy() => new()
    {
        AutoCompleteMessages = AutoCompleteMessages,
        Identifier = Identifier,
        MaxAutoLockRenewalDuration = MaxAutoLockRenewalDuration,
        MaxConcurrentCallsPerSession = MaxConcurrentCallsPerSession,
        MaxConcurrentSessions = MaxConcurrentSessions,
        PrefetchCount = PrefetchCount,
        ReceiveMode = ReceiveMode,
        SessionIdleTimeout = SessionIdleTimeout,
        SessionIds = [.. SessionIds],
    };
}
