using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

public sealed class ServiceBusNamespaceRecordsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Every_change_reaches_the_store_before_its_journal_change_ends()
    {
        var store = new ToldStore();
        using var entities = new ServiceBusNamespace(_time, store.Journal, store);

        var queue = entities.Create(new QueueDescription("q"));
        entities.Update(queue.Description with { MaxDeliveryCount = 3 });
        entities.Create(new TopicDescription("t"));
        entities.Create(new SubscriptionDescription("t", "s"));
        entities.Delete(EntityPath.Of("t"));
        entities.Delete(EntityPath.Of("q"));

        Assert.Equal(
            ["save q", "settle", "save q", "settle", "save t", "settle", "save t/Subscriptions/s",
                "settle", "remove t", "remove t/Subscriptions/s", "settle", "remove q", "settle"],
            store.Told);
    }

    [Fact]
    public void Grouped_changes_share_one_journal_change()
    {
        var store = new ToldStore();
        using var entities = new ServiceBusNamespace(_time, store.Journal, store);

        entities.ChangeAll(() =>
        {
            entities.Create(new QueueDescription("a"));
            entities.Create(new QueueDescription("b"));
        });
        entities.Create(new QueueDescription("c"));

        Assert.Equal(["save a", "save b", "settle", "save c", "settle"], store.Told);
    }

    [Fact]
    public void Refused_change_is_not_stored()
    {
        var store = new ToldStore();
        using var entities = new ServiceBusNamespace(_time, store.Journal, store);

        Assert.Throws<EntityException>(() => entities.Create(new SubscriptionDescription("nowhere", "s")));
        Assert.Throws<EntityException>(() => entities.Delete(EntityPath.Of("nowhere")));

        Assert.Empty(store.Told);
    }

    [Fact]
    public void Descriptions_and_times_are_restored()
    {
        var store = new ToldStore();
        using var before = new ServiceBusNamespace(_time, store.Journal, store);
        var target = before.Create(new QueueDescription("target"));
        var queue = before.Create(new QueueDescription("Q")
        {
            LockDuration = TimeSpan.FromSeconds(7),
            RequiresDuplicateDetection = true,
            AutoDeleteOnIdle = TimeSpan.FromMinutes(9),
            Status = EntityStatus.SendDisabled,
            ForwardTo = "target",
            UserMetadata = "äöü",
        });
        var topic = before.Create(new TopicDescription("T") { DefaultMessageTimeToLive = TimeSpan.FromDays(1) });
        var subscription = before.Create(
            new SubscriptionDescription("T", "S") { RequiresSession = true, DeadLetteringOnFilterEvaluationExceptions = false });
        _time.Advance(TimeSpan.FromHours(1));

        using var after = new ServiceBusNamespace(_time);
        after.Restore(store.Records);

        Assert.Equal(queue.Description, after.GetQueue("q").Description);
        Assert.Equal(target.Description, after.GetQueue("target").Description);
        Assert.Equal(topic.Description, after.GetTopic("t").Description);
        Assert.Equal(subscription.Description, after.GetSubscription("t", "s").Description);
        Assert.Equal((queue.Life.Created, _time.GetUtcNow()), (after.GetQueue("q").Life.Created, after.GetQueue("q").Life.Accessed));
    }

    private sealed class ToldStore : IEntityStore
    {
        private readonly List<string> _records = [];
        private readonly List<(int Change, string What)> _told = [];

        public ChangeCounter Journal { get; } = new();

        /// <summary>The store calls in order, with "settle" at the end of each journal change.</summary>
        public IEnumerable<string> Told =>
            _told.GroupBy(one => one.Change).SelectMany(change => change.Select(one => one.What).Append("settle"));

        public IReadOnlyList<EntityRecord> Records =>
            [.. _records.Select(json => JsonSerializer.Deserialize(json, EntityJsonContext.Default.EntityRecord)!)];

        public IReadOnlyList<EntityRecord> Load() => Records;

        public void Save(EntityRecord record)
        {
            _told.Add((Journal.Current, "save " + record.Path));
            _records.Add(JsonSerializer.Serialize(record, EntityJsonContext.Default.EntityRecord));
        }

        public void Remove(string path) => _told.Add((Journal.Current, "remove " + path));
    }
}
