namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Settling of a locked message: complete, return, defer or dead-letter.</summary>
internal sealed partial class MessageQueue
{
    /// <summary>Settles a locked message.</summary>
    /// <returns>False if the lock is lost.</returns>
    public bool Settle(Guid lockToken, Settlement settlement) => Settle(lockToken, settlement, allows: null) == SettleOutcome.Done;

    /// <summary>Settles a locked message. If the changes would make it too large, it stays locked.</summary>
    /// <param name="lockToken">The lock.</param>
    /// <param name="settlement">How to settle it.</param>
    /// <param name="allows">Checks the changed message; null allows all changes.</param>
    public SettleOutcome Settle(Guid lockToken, Settlement settlement, Func<BrokerMessage, bool>? allows) => Do(now =>
    {
        if (!_store.TryGetLocked(lockToken, out var message)) return SettleOutcome.LockLost;
        var isChanged = settlement.Changes.Count > 0;
        if (isChanged && allows is not null && !allows(message.Content.WithProperties(settlement.Changes))) return SettleOutcome.TooLarge;
        switch (settlement)
        {
            case Settlement.Complete: Complete(message, mayReturn: true); break;
            case Settlement.Abandon: GiveBack(message, counts: true, now, settlement.Changes); break;
            case Settlement.Release: GiveBack(message, counts: false, now, settlement.Changes); break;
            case Settlement.Defer: Defer(message, settlement.Changes); break;
            case Settlement.DeadLetter: MoveToDeadLetters(message, settlement.Changes, now); break;
        }

        return SettleOutcome.Done;
    });

    private void GiveBack(StoredMessage message, bool counts, DateTimeOffset now, IReadOnlyDictionary<string, object?>? changes = null)
    {
        if (counts) message.DeliveryCount++;
        if (message.DeliveryCount >= Settings.MaxDeliveryCount)
        {
            var reason = DeadLetter.TooManyDeliveries(Settings.MaxDeliveryCount);
            MoveToDeadLetters(message, changes is null ? reason : changes.Concat(reason).ToDictionary(StringComparer.Ordinal), now);
            return;
        }

        _activity = _activity with { GivenBack = _activity.GivenBack + 1 };
        _store.Unlock(message, message.State);
        if (changes is { Count: > 0 }) Rewrite(message, message.Content.WithProperties(changes));
        else if (counts) _journal.Changed(message);
        if (message.State == MessageState.Active) BecameReady(message.Lane, now);
    }

    private void Defer(StoredMessage message, IReadOnlyDictionary<string, object?> changes)
    {
        _store.Unlock(message, MessageState.Deferred);
        if (changes.Count > 0) Rewrite(message, message.Content.WithProperties(changes));
        else _journal.Changed(message);
    }

    private void MoveToDeadLetters(StoredMessage message, IReadOnlyDictionary<string, object?> reason, DateTimeOffset now)
    {
        // A dead letter that is dead-lettered again stays in the dead-letter queue.
        if (DeadLetters is null)
        {
            GiveBack(message, counts: true, now, reason);
            return;
        }

        var letter = message.Content.WithProperties(reason);
        Forget(message);
        _activity = _activity with { DeadLettered = _activity.DeadLettered + 1 };
        DeadLetters.AcceptDeadLetter(letter, message.EnqueuedSequenceNumber, Path.Name, _awake);
    }
}
