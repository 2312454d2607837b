namespace Azure.Messaging.ServiceBus;

/// <summary>How often and for how long a failed operation is tried again.</summary>
public class ServiceBusRetryOptions
{
    private int _maxRetries = 3;
    private TimeSpan _delay = TimeSpan.FromSeconds(0.8);
    private TimeSpan _maxDelay = TimeSpan.FromMinutes(1);
    private TimeSpan _tryTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Takes the place of the policy made from the other properties.</summary>
    public ServiceBusRetryPolicy? CustomRetryPolicy { get; set; }

    /// <summary>Delay before the first retry: 1 ms to 5 minutes, 0.8 s unless set.</summary>
    public TimeSpan Delay
    {
        get => _delay;
        set => _delay = Checked(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), nameof(Delay));
    }

    /// <summary>Longest delay between attempts, one minute unless set.</summary>
    public TimeSpan MaxDelay
    {
        get => _maxDelay;
        set => _maxDelay = Checked(value, TimeSpan.Zero, TimeSpan.MaxValue, nameof(MaxDelay));
    }

    /// <summary>Attempts after the first, 0 to 100, 3 unless set.</summary>
    public int MaxRetries
    {
        get => _maxRetries;
        set => _maxRetries = value is >= 0 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "From 0 to 100.");
    }

    /// <summary>How the delay grows.</summary>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <summary>Longest time for one attempt, above zero and up to one hour; one minute unless set.</summary>
    public TimeSpan TryTimeout
    {
        get => _tryTimeout;
        set => _tryTimeout = Checked(value, TimeSpan.FromTicks(1), TimeSpan.FromHours(1), nameof(TryTimeout));
    }

    internal ServiceBusRetryPolicy ToPolicy() => CustomRetryPolicy ?? new BasicRetryPolicy(this);

    private static TimeSpan Checked(TimeSpan value, TimeSpan least, TimeSpan most, string name) => value >= least && value <= most
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"From {least} to {most}.");
}
