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
    public async Task A_content_that_memory_has_no_shop_for_is_read_back_from_disk()
    {
        using var broker = new DurableBroker(_time, roomForContents: 0);
        broker.Entities.Create(new QueueDescription("q"));
        await broker.SendAsync("q", Sample.Message("a", properties: ("n", 1)), Sample.Message("b"));
        var first = broker.Queue("q").ReceiveOne();
        Assert.Equal(("a", 1), (first.Message.MessageId, first.Message.Properties["n"]));
        Assert.Equal("b", broker.Queue("q").ReceiveOne().Message.MessageId);
    }

    [Fact]
    public async Task A_change_to_a_content_that_is_on_disk_only_is_there_at_the_next_delivery()
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
    public async Task A_scheduled_message_is_looked_at_and_delivered_from_disk()
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
    public async Task Many_senders_at_once_lose_nothing_and_every_number_is_given_once()
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
    public async Task A_lone_change_is_told_by_the_thread_that_wrote_it()
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
    public async Task What_is_waited_for_while_a_change_is_told_is_told_later()
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
    public async Task When_the_disk_fails_it_is_told_and_nothing_is_accepted_any_more()
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
    public async Task A_start_gives_back_the_space_of_a_backlog_that_is_gone()
    {
        using var broker = new DurableBroker(_time);
        broker.Entities.Create(new QueueDescription("q"));
        var large = Sample.Message("a") with { Properties = new Dictionary<string, object?>(StringComparer.Ordinal) { ["text"] = new string('x', 200_000) } };
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
    public void A_folder_that_another_emulator_uses_is_refused()
    {
        using var broker = new DurableBroker(_time);
        var refused = Assert.Throws<EmulatorStartException>(() => new SqliteDatabase(broker.Folder));
        Assert.Contains(broker.Folder, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_a_newer_version_is_refused_and_left_as_it_is()
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
