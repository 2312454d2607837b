using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>A topic's subscriptions, and the index over their rules. Safe for any thread; a message sees the rules of one moment.</summary>
internal sealed class Subscribers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Subscriber> _byName = new(StringComparer.OrdinalIgnoreCase);
    private volatile RuleIndex _index = RuleIndex.Empty;
    private long _lastOrder;
    private volatile int _ruleCount;

    /// <summary>Rules of all subscriptions together.</summary>
    public int RuleCount => _ruleCount;

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<Subscription> All
    {
        get
        {
            lock (_gate) return [.. _byName.Values.OrderBy(subscriber => subscriber.Order).Select(subscriber => subscriber.Subscription)];
        }
    }

    /// <summary>Adds a subscription; false when the name is taken.</summary>
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

    /// <summary>Takes a subscription away; null when there is none of that name.</summary>
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
    /// Gives each subscription its copies: one for all matching rules without an action, and one for each with an action. A rule that fails
    /// gives none, and harms no other.
    /// </summary>
    public void Deliver(in Arrival arrival)
    {
        var (served, failed) = (default(Subscription), default(Subscription));
        foreach (var (match, failure) in _index.Match(arrival))
        {
            // Matches come subscription by subscription.
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
            // It may have been taken away meanwhile.
            if (_byName.TryGetValue(subscription.Name, out var subscriber) && subscriber.Subscription == subscription) Reindex(subscriber);
        }
    }

    // Whoever comes last sees all changes, so concurrent ones may come in any order.
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
