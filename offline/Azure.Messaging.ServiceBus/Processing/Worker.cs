using System.Diagnostics.CodeAnalysis;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>One loop of a <see cref="WorkerPool"/>.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without timer or links holds nothing.")]
internal sealed class Worker
{
    private readonly CancellationTokenSource _retire = new();
    private volatile bool _hasWork;

    /// <summary>Fires when the loop is to stop after what it has in hand.</summary>
    public CancellationToken Retire => _retire.Token;

    /// <summary>Whether the loop has something in hand; loops without are retired first.</summary>
    public bool HasWork
    {
        get => _hasWork;
        set => _hasWork = value;
    }

    public Task RetireAsync() => _retire.CancelAsync();
}
