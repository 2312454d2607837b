using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Storage;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

public sealed class SqliteJournalTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Content_beyond_the_memory_limit_is_read_from_disk()
    {
        using var broker = new DurableBroker(_time, roomForContents: 0);
        broker.Entities.Create(new QueueDescription("q"));
        await broker.SendAsync("q", Sample.Message("a", properties: ("n", 1)), Sample.Message("b"));
        var first = broker.Queue("q").ReceiveOne();
        Assert.Equal(("a", 1), (first.Message.MessageId, first.Message.Properties["n"]));
        Assert.Equal("b", broker.Queue("q").ReceiveOne().Message.MessageId);
    }

    [Fact]
    public async Task Change_to_content_on_disk_is_in_the_next_delivery()
    {
        using var broker = new DurableBroker(_time, roomForContents: 0);
        broker.Entities.Create(new QueueDescription("q"));
        await broker.SendAsync("q", Sample.Message("a"));
        foreach (var value in (string[])["first", "second"])
        {
            var changes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["try"] = value };
            broker.Queue("q").Settle(broker.Queue("q").ReceiveOne().LockToken!.Value, new Settlement.Abandon { Changes = changes });
        }

        await broker.SafeAsync();
        Assert.Equal("second", broker.Queue("q").ReceiveOne().Message.Properties["try"]);
    }

    [Fact]
    public async Task Scheduled_message_is_peeked_and_delivered_from_disk()
    {
        using var broker = new DurableBroker(_time);
        var queue = broker.Entities.Create(new QueueDescription("q"));
        queue.Schedule([Sample.Message("a") with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromMinutes(1) }]);
        await broker.SafeAsync();
        Assert.Equal("a", Assert.Single(queue.Peek(0, 10, sessionId: null)).Message.MessageId);
        _time.Advance(TimeSpan.FromMinutes(1));
        await broker.SafeAsync();
        Assert.Equal(["a"], queue.Messages.ReceiveAll());
    }

    [Fact]
    public async Task Concurrent_senders_lose_no_message_and_get_unique_numbers()
    {
        using var broker = new DurableBroker(_time, roomForContents: 10_000);
        broker.Entities.Create(new QueueDescription("q"));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(sender => Task.Run(async () =>
        {
            for (var number = 0; number < 100; number++) await broker.SendAsync("q", Sample.Message($"{sender}-{number}"));
        })));
        using var after = broker.Crash();
        var messages = after.Queue("q").Peek(0, 1_000, sessionId: null);
        Assert.Equal(Enumerable.Range(1, 800).Select(number => (long)number), messages.Select(message => message.SequenceNumber));
        Assert.Equal(800, messages.Select(message => message.Message.MessageId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Single_change_is_announced_by_the_writer_thread()
    {
        using var broker = new DurableBroker(_time);
        var told = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (broker.Journal.Begin())
        {
            broker.Journal.Append(new JournalEntry.Numbered(1, 1));
            broker.Journal.WhenSafe(() => told.SetResult(Thread.CurrentThread.Name));
        }

        Assert.Equal("journal writer", await told.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Change_made_during_an_announcement_is_announced_later()
    {
        using var broker = new DurableBroker(_time);
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (broker.Journal.Begin())
        {
            broker.Journal.Append(new JournalEntry.Numbered(1, 1));
            broker.Journal.WhenSafe(() =>
            {
                using var change = broker.Journal.Begin();
                broker.Journal.Append(new JournalEntry.Numbered(1, 2));
                broker.Journal.WhenSafe(told.SetResult);
            });
        }

        await told.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(broker.Journal.Append(new JournalEntry.Numbered(1, 3)) - 1, broker.Journal.SafeUpTo);
    }

    [Fact]
    public void Commits_wait_for_the_disk_unless_told_otherwise()
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-storage-");
        using (var database = new SqliteDatabase(folder.FullName))
        using (var writer = new JournalWriter(database, new AmqpMessageEncoding()))
        {
            Assert.True(writer.IsSyncing);
            foreach (var isSynced in (bool[])[false, false, true, true, false, true])
            {
                writer.Write([new JournalEntry.Removed(1, 1, MayReturn: !isSynced)], isSynced);
                Assert.Equal(isSynced, writer.IsSyncing);
            }
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Disk_failure_is_reported_and_stops_acceptance()
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-storage-");
        var failed = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        var database = new SqliteDatabase(folder.FullName);
        var logger = NullLogger<SqliteJournal>.Instance;
        using (var journal = new SqliteJournal(database, new AmqpMessageEncoding(), roomForContents: 0, failed.SetResult, logger))
        using (var connection = database.Connect())
        using (var breakage = new SqliteCommand("DROP TABLE messages", connection))
        {
            await breakage.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            using var entities = new ServiceBusNamespace(_time, journal);
            var queue = entities.Create(new QueueDescription("q"));
            queue.Send([Sample.Message("a")]);
            var accepted = false;
            journal.WhenSafe(() => accepted = true);
            Assert.IsType<SqliteException>(await failed.Task.WaitAsync(TestContext.Current.CancellationToken));
            queue.Messages.AssertEmpty();
            Assert.False(accepted);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_frees_the_disk_space_of_a_removed_backlog()
    {
        using var broker = new DurableBroker(_time);
        broker.Entities.Create(new QueueDescription("q"));
        var large = Sample.Message("a") with
        {
            Properties = new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = new string('x', 200_000) }
        };
        await broker.SendAsync("q", [.. Enumerable.Range(0, 150).Select(number => large with { MessageId = $"{number}" })]);
        broker.Queue("q").ReceiveAll(mode: ReceiveMode.ReceiveAndDelete);
        await broker.SendAsync("q", Sample.Message("b"));
        using var after = broker.Crash();
        Assert.True(broker.FileSize > 20_000_000, "The backlog was in the file");
        using var again = after.Crash();
        Assert.True(after.FileSize < 2_000_000, "The file is small again");
        Assert.Equal(["b"], again.Queue("q").ReceiveAll());
    }

    [Fact]
    public void Folder_in_use_by_another_emulator_is_refused()
    {
        using var broker = new DurableBroker(_time);
        var refused = Assert.Throws<EmulatorStartException>(() => new SqliteDatabase(broker.Folder));
        Assert.Contains(broker.Folder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_a_newer_version_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("roomchat-storage-");
        using (var database = new SqliteDatabase(folder.FullName))
        using (var connection = database.Connect())
        using (var command = new SqliteCommand("PRAGMA user_version = 99", connection)) command.ExecuteNonQuery();
        var refused = Assert.Throws<EmulatorStartException>(() => new SqliteDatabase(folder.FullName));
        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
