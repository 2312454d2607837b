using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>A topic's subscriptions and the index of their rules. Thread-safe. Each message uses one snapshot of the rules.</summary>
internal sealed class Subscribers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Subscriber> _byName = new(StringComparer.OrdinalIgnoreCase);
    private volatile RuleIndex _index = RuleIndex.Empty;
    private long _lastOrder;
    private volatile int _ruleCount;

    /// <summary>The number of rules in all subscriptions.</summary>
    public int RuleCount => _ruleCount;

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<Subscription> All
    {
        get
        {
            lock (_gate) return [.. _byName.Values.OrderBy(subscriber => subscriber.Order).Select(subscriber => subscriber.Subscription)];
        }
    }

    /// <summary>Adds a subscription; false if the name is taken.</summary>
    public bool Add(Subscription subscription)
    {
        lock (_gate)
        {
            var subscriber = new Subscriber(++_lastOrder, subscription);
            if (!_byName.TryAdd(subscription.Name, subscriber)) return false;
            subscription.RulesChanged += Reindex;
            Reindex(subscriber);
            return true;
        }
    }

    /// <summary>Removes a subscription; null if there is none of that name.</summary>
    public Subscription? Remove(string name)
    {
        lock (_gate)
        {
            if (!_byName.Remove(name, out var subscriber)) return null;
            subscriber.Subscription.RulesChanged -= Reindex;
            _index = subscriber.Indexed.Aggregate(_index, static (index, rule) => index.Remove(rule));
            _ruleCount -= subscriber.Indexed.Count;
            return subscriber.Subscription;
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out Subscription? subscription)
    {
        lock (_gate)
        {
            subscription = _byName.GetValueOrDefault(name)?.Subscription;
            return subscription is not null;
        }
    }

    /// <summary>
    /// Delivers copies to each subscription: one for all matching rules without an action, and one per matching rule with an action.
    /// A failed rule delivers no copy and does not affect other rules.
    /// </summary>
    public void Deliver(in Arrival arrival)
    {
        var (served, failed) = (default(Subscription), default(Subscription));
        foreach (var (match, failure) in _index.Match(arrival))
        {
            // Matches are sorted by subscription, so one variable per state is enough.
            if ((failure ?? Serve(match, arrival, ref served)) is not { } reason || failed == match.Subscription) continue;
            failed = match.Subscription;
            failed.KeepFailed(arrival.Message, arrival.SequenceNumber, DeadLetter.RuleFailed(match.Rule.Name, reason.Message));
        }
    }

    private static SqlEvaluationException? Serve(IndexedRule match, in Arrival arrival, ref Subscription? served)
    {
        if (match.Rule.Action is null)
        {
            if (served != match.Subscription) match.Subscription.Keep(arrival.Message, arrival.SequenceNumber);
            served = match.Subscription;
            return null;
        }

        try
        {
            match.Subscription.Keep(match.Rule.Transform(arrival), arrival.SequenceNumber);
            return null;
        }
        catch (SqlEvaluationException exception)
        {
            return exception;
        }
    }

    private void Reindex(Subscription subscription)
    {
        lock (_gate)
        {
            // The subscription may have been removed in the meantime.
            if (_byName.TryGetValue(subscription.Name, out var subscriber) && subscriber.Subscription == subscription) Reindex(subscriber);
        }
    }

    // Reads the current rules. The last call sees all changes, so concurrent calls may run in any order.
    private void Reindex(Subscriber subscriber)
    {
        var rules = subscriber.Subscription.Rules;
        var wanted = rules.ToHashSet(ReferenceEqualityComparer.Instance);
        var (kept, gone) =
            (subscriber.Indexed.FindAll(one => wanted.Contains(one.Rule)), subscriber.Indexed.FindAll(one => !wanted.Contains(one.Rule)));
        wanted.ExceptWith(kept.Select(one => one.Rule));
        var added = rules.Where(wanted.Contains).Select(
            rule => new IndexedRule(subscriber.Order, ++_lastOrder, subscriber.Subscription, rule)).ToList();
        _index = added.Aggregate(
            gone.Aggregate(_index, static (index, rule) => index.Remove(rule)), static (index, rule) => index.Add(rule));
        subscriber.Indexed = [.. kept, .. added];
        _ruleCount += added.Count - gone.Count;
    }

    private sealed class Subscriber(long order, Subscription subscription)
    {
        public long Order { get; } = order;

        public Subscription Subscription { get; } = subscription;

        public List<IndexedRule> Indexed { get; set; } = [];
    }
}
