using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Tests.Storage;

/// <summary>A namespace on disk that can crash. After a crash it starts from the files as they were at that moment.</summary>
internal sealed class DurableBroker : IDisposable
{
    private readonly FakeTimeProvider _time;
    private readonly long _roomForContents;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("roomchat-storage-");
    private readonly SqliteJournal _journal;

    internal DurableBroker(FakeTimeProvider time, long roomForContents = 1_000_000)
        : this(time, roomForContents, from: null)
    {
    }

    private DurableBroker(FakeTimeProvider time, long roomForContents, DirectoryInfo? from)
    {
        (_time, _roomForContents) = (time, roomForContents);
        foreach (var file in from?.EnumerateFiles("*.db*") ?? []) file.CopyTo(Path.Combine(_folder.FullName, file.Name));
        _journal = new SqliteJournal(
            new SqliteDatabase(_folder.FullName),
            new AmqpMessageEncoding(),
            roomForContents,
            exception => throw exception,
            NullLogger<SqliteJournal>.Instance);
        var store = new EntityStore(_journal);
        Entities = new ServiceBusNamespace(time, _journal, store);
        Entities.Restore(store.Load());
        _journal.RestoreInto(Entities);
    }

    internal ServiceBusNamespace Entities { get; }

    internal IJournal Journal => _journal;

    internal string Folder => _folder.FullName;

    internal MessageQueue Queue(string name) => Entities.GetQueue(name).Messages;

    /// <summary>Sends messages and returns when they are accepted.</summary>
    internal async Task SendAsync(string entity, params BrokerMessage[] messages)
    {
        Assert.True(Entities.TryGetTarget(EntityPath.Of(entity), out var target));
        Assert.Equal(SendOutcome.Accepted, target.Send(messages));
        await SafeAsync();
    }

    /// <summary>Waits until all entries so far are on disk.</summary>
    internal Task SafeAsync() => _journal.SafeAsync(TestContext.Current.CancellationToken);

    /// <summary>The size of the database file in bytes, without the write-ahead log.</summary>
    internal long FileSize => _folder.GetFiles("messages.db").Single().Length;

    /// <summary>Returns a broker that starts from the current files, as after a killed process.</summary>
    internal DurableBroker Crash() => new(_time, _roomForContents, _folder);

    /// <summary>Returns a broker that starts from the files in the caller's folder.</summary>
    internal static DurableBroker From(DirectoryInfo folder, FakeTimeProvider time) => new(time, roomForContents: 0, folder);

    /// <summary>Copies the current files and opens the copy. No emulator uses it.</summary>
    internal SqliteConnection CopyTo(DirectoryInfo folder)
    {
        foreach (var file in _folder.EnumerateFiles("*.db*")) file.CopyTo(Path.Combine(folder.FullName, file.Name));
        return Connect(folder);
    }

    /// <summary>Opens the database while it is in use.</summary>
    internal SqliteConnection Inspect() => Connect(_folder);

    public void Dispose()
    {
        Entities.Dispose();
        _journal.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SqliteConnection Connect(DirectoryInfo folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "messages.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
