using System.ComponentModel;

namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusProcessor"/>.</summary>
public class ServiceBusProcessorOptions
{
    private int _prefetchCount;
    private int _maxConcurrentCalls = 1;
    private TimeSpan _maxAutoLockRenewalDuration = TimeSpan.FromMinutes(5);

    /// <summary>Whether a message is completed when its handler returns without having settled it; true unless set.</summary>
    public bool AutoCompleteMessages { get; set; } = true;

    /// <summary>Names the processor in the broker's logs; made up unless set.</summary>
    public string? Identifier { get; set; }

    /// <summary>For how long a message's lock is renewed while its handler runs; 5 minutes unless set, infinite allowed.</summary>
    public TimeSpan MaxAutoLockRenewalDuration
    {
        get => _maxAutoLockRenewalDuration;
        set => _maxAutoLockRenewalDuration = value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Not negative.");
    }

    /// <summary>Handlers that run at a time; 1 unless set.</summary>
    public int MaxConcurrentCalls
    {
        get => _maxConcurrentCalls;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            _maxConcurrentCalls = value;
        }
    }

    /// <summary>Messages to have at hand before handlers are free; 0 unless set.</summary>
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

    /// <summary>The entity itself or one of its dead-letter queues.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

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
    internal ServiceBusProcessorOptions Copy() => (ServiceBusProcessorOptions)MemberwiseClone();
}
