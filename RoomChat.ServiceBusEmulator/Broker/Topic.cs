using System.Collections.Immutable;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>One copy of every message to each subscription that wants it.</summary>
internal sealed class Topic : IMessageTarget
{
    private readonly Intake _intake;
    private ImmutableArray<Subscription> _subscriptions = [];
    private long _lastSequence;

    public Topic(string name, TimeSpan? duplicateWindow, TimeProvider time)
    {
        Path = EntityPath.Of(name);
        var duplicates = duplicateWindow is { } window ? new DuplicateWindow(window) : null;
        _intake = new Intake(duplicates, NextSequence, FanOut, time);
    }

    public EntityPath Path { get; }

    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    public void Add(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Add(one), subscription);

    public SendOutcome Send(IReadOnlyList<BrokerMessage> messages)
    {
        _intake.Send(messages);
        return SendOutcome.Accepted;
    }

    public IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages) => _intake.Schedule(messages);

    public bool CancelScheduled(IReadOnlyList<long> sequenceNumbers) => _intake.Cancel(sequenceNumbers);

    public void Dispose()
    {
        _intake.Dispose();
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private long NextSequence() => Interlocked.Increment(ref _lastSequence);

    private void FanOut(BrokerMessage message)
    {
        var number = NextSequence();
        foreach (var subscription in _subscriptions) subscription.Offer(message, number);
    }
}
