using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

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

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    /// <summary>Adds a subscription, which gets every message from now on; false when the name is taken.</summary>
    public bool Add(Subscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Any(other => IsNamed(other, one.Name)) ? all : all.Add(one), subscription);

    /// <summary>Takes a subscription away, which gets nothing more; the caller disposes of it. Null when there is none of that name.</summary>
    public Subscription? Remove(string name)
    {
        if (!TryGet(name, out var subscription)) return null;
        return ImmutableInterlocked.Update(ref _subscriptions, static (all, one) => all.Remove(one), subscription) ? subscription : null;
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Subscription? subscription)
    {
        subscription = _subscriptions.FirstOrDefault(one => IsNamed(one, name));
        return subscription is not null;
    }

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

    private static bool IsNamed(Subscription subscription, string name) => string.Equals(subscription.Name, name, StringComparison.OrdinalIgnoreCase);

    private long NextSequence() => Interlocked.Increment(ref _lastSequence);

    private void FanOut(BrokerMessage message)
    {
        var number = NextSequence();
        foreach (var subscription in _subscriptions) subscription.Offer(message, number);
    }
}
