using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

/// <summary>Copies of one message in several subscriptions share one content on disk.</summary>
public sealed class SharedContentsTests : IDisposable
{
    private static readonly string[] Subscriptions = ["s0", "s1", "s2"];

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DurableBroker _broker;

    public SharedContentsTests()
    {
        _broker = new DurableBroker(_time, roomForContents: 0);
        _broker.Entities.Create(new TopicDescription("t"));
        foreach (var name in Subscriptions) _broker.Entities.Create(new SubscriptionDescription("t", name));
    }

    public void Dispose() => _broker.Dispose();

    [Fact]
    public async Task Message_for_three_subscriptions_is_stored_once()
    {
        await _broker.SendAsync("t", Sample.Message("a"), Sample.Message("b"));
        Assert.Equal([3, 3], CopiesOf(_broker));
    }

    [Fact]
    public async Task Queue_message_has_no_shared_content()
    {
        _broker.Entities.Create(new QueueDescription("q"));
        await _broker.SendAsync("q", Sample.Message("a"), Sample.Message("b"));
        Assert.Empty(CopiesOf(_broker));
    }

    [Fact]
    public async Task Content_is_deleted_with_its_last_message()
    {
        await _broker.SendAsync("t", Sample.Message("a"));
        foreach (var (name, left) in (IEnumerable<(string, int[])>)[("s0", [2]), ("s1", [1]), ("s2", [])])
        {
            Settle(_broker, name, new Settlement.Complete());
            await _broker.SafeAsync();
            Assert.Equal(left, CopiesOf(_broker));
        }
    }

    [Fact]
    public async Task Copies_survive_and_new_content_gets_a_new_number()
    {
        await _broker.SendAsync("t", Sample.Message("a"));
        using var after = _broker.Crash();
        await after.SendAsync("t", Sample.Message("b"));
        foreach (var name in Subscriptions) Assert.Equal(["a", "b"], MessagesOf(after, name).ReceiveAll());
    }

    [Fact]
    public async Task Changed_copy_gets_its_own_content()
    {
        await _broker.SendAsync("t", Sample.Message("a"));
        Settle(_broker, "s1", new Settlement.Abandon { Changes = Set("try", "changed") });
        await _broker.SafeAsync();
        Assert.Equal([2], CopiesOf(_broker));
        using var after = _broker.Crash();
        Assert.Equal("changed", MessagesOf(after, "s1").ReceiveOne().Message.Properties["try"]);
        Assert.Empty(MessagesOf(after, "s0").ReceiveOne().Message.Properties);
    }

    [Fact]
    public async Task Deleting_a_subscription_deletes_its_copies()
    {
        await _broker.SendAsync("t", Sample.Message("a"));
        _broker.Entities.Delete(EntityPath.OfSubscription("t", "s0"));
        await _broker.SafeAsync();
        Assert.Equal([2], CopiesOf(_broker));
    }

    [Fact]
    public async Task Data_of_version_1_is_upgraded()
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-storage-");
        _broker.Entities.Create(new QueueDescription("q"));
        await _broker.SendAsync("q", Sample.Message("old"));
        using (var old = _broker.CopyTo(folder)) Execute(old, "DROP TRIGGER copy_deleted; DROP TABLE contents; PRAGMA user_version = 1");
        using var after = DurableBroker.From(folder, _time);
        await after.SendAsync("t", Sample.Message("new"));
        Assert.Equal(["old"], after.Queue("q").ReceiveAll());
        Assert.Equal([3], CopiesOf(after));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Copy_counts_stay_correct_after_random_changes(int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 200; step++)
        {
            var name = Subscriptions[random.Next(Subscriptions.Length)];
            switch (random.Next(6))
            {
                case 0 or 1: await SendSomeAsync(step); break;
                case 2: Settle(_broker, name, new Settlement.Complete()); break;
                case 3: Settle(_broker, name, new Settlement.Abandon { Changes = Set("step", step) }); break;
                case 4: Settle(_broker, name, new Settlement.DeadLetter()); break;
                case 5 when random.Next(10) == 0: Renew(name); break;
            }
        }
        await _broker.SafeAsync();
        const string Counted = "SELECT count(*) FROM messages WHERE content = contents.id AND typeof(content) = 'integer'";
        Assert.Equal(0, Ask(_broker, $"SELECT count(*) FROM contents WHERE copies <> ({Counted})"));
        const string Dangling =
            "SELECT count(*) FROM messages WHERE typeof(content) = 'integer' AND content NOT IN (SELECT id FROM contents)";
        Assert.Equal(0, Ask(_broker, Dangling));
    }

    private static Dictionary<string, object?> Set(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };

    private Task SendSomeAsync(int step) => _broker.SendAsync("t", Sample.Message($"{step}-a"), Sample.Message($"{step}-b"));

    /// <summary>Sends a last message, deletes the subscription and creates it again.</summary>
    private void Renew(string name)
    {
        Assert.True(_broker.Entities.TryGetTarget(EntityPath.Of("t"), out var topic));
        topic.Send([Sample.Message("last")]);
        _broker.Entities.Delete(EntityPath.OfSubscription("t", name));
        _broker.Entities.Create(new SubscriptionDescription("t", name));
    }

    private static void Settle(DurableBroker broker, string name, Settlement settlement)
    {
        var queue = MessagesOf(broker, name);
        if (queue.TryReceive(session: null, ReceiveMode.PeekLock, receiver: null, out var delivered))
            queue.Settle(delivered.LockToken!.Value, settlement);
    }

    private static MessageQueue MessagesOf(DurableBroker broker, string name) => broker.Entities.GetSubscription("t", name).Messages;

    private static List<int> CopiesOf(DurableBroker broker)
    {
        using var connection = broker.Inspect();
        using var command = new SqliteCommand("SELECT copies FROM contents ORDER BY id", connection);
        using var rows = command.ExecuteReader();
        var copies = new List<int>();
        while (rows.Read()) copies.Add(rows.GetInt32(0));
        return copies;
    }

    private static long Ask(DurableBroker broker, string question)
    {
        using var connection = broker.Inspect();
        using var command = new SqliteCommand(question, connection);
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string statements)
    {
        using var command = new SqliteCommand(statements, connection);
        command.ExecuteNonQuery();
    }
}
