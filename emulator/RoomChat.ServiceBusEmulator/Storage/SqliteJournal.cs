using System.Collections.Concurrent;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>
/// The journal on disk, with group commit: while one transaction is being written, the changes of everyone gather for the next. So a lone sender
/// waits for one write and a thousand senders share one. Two threads: one writes, one tells who waited.
/// </summary>
internal sealed partial class SqliteJournal : IJournal, IDisposable
{
    private readonly ReaderWriterLockSlim _changes = new(LockRecursionPolicy.SupportsRecursion);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Dictionary<EntityPath, JournaledEntity> _entities = [];
    private readonly BlockingCollection<CommitGroup> _written = [];
    private readonly SqliteDatabase _database;
    private readonly JournalWriter _writer;
    private readonly JournalReader _reader;
    private readonly long _roomForContents;
    private readonly Action<Exception> _onFailure;
    private readonly ILogger _logger;
    private readonly Thread[] _threads;
    private CommitGroup _gathering = new();
    private long _lastEntry;
    private long _lastEntity;
    private long _safeUpTo;
    private long _keptBytes;
    private int _groupsUnderWay;
    private volatile bool _isStopping;

    /// <param name="database">Where it is kept; disposed with this.</param>
    /// <param name="encoding">How messages are stored.</param>
    /// <param name="roomForContents">Bytes of contents that memory may keep beside the disk.</param>
    /// <param name="onFailure">Told once when the disk fails. Nothing becomes safe after that.</param>
    /// <param name="logger">The log.</param>
    public SqliteJournal(
        SqliteDatabase database,
        IMessageEncoding encoding,
        long roomForContents,
        Action<Exception> onFailure,
        ILogger<SqliteJournal> logger)
    {
        _database = database;
        _writer = new JournalWriter(database, encoding);
        _reader = new JournalReader(database, encoding);
        _roomForContents = roomForContents;
        _onFailure = onFailure;
        _logger = logger;
        foreach (var (path, record) in _reader.Entities())
        {
            _entities.Add(EntityPath.Of(path), record);
            _lastEntity = Math.Max(_lastEntity, record.Id);
        }

        _threads = [Start(WriteGroups, "journal writer"), Start(AnnounceGroups, "journal announcer")];
    }

    public long SafeUpTo => Interlocked.Read(ref _safeUpTo);

    public Change Begin()
    {
        _changes.EnterReadLock();
        return new Change(_changes);
    }

    public long Append(JournalEntry entry, IJournalObserver? observer = null)
    {
        lock (_gate)
        {
            Gather(entry);
            if (observer is not null) _gathering.Observers.Add(observer);
            return _lastEntry;
        }
    }

    public void WhenSafe(Action action)
    {
        lock (_gate)
        {
            if (!_gathering.IsEmpty || _groupsUnderWay > 0)
            {
                WakeWriterIfFirst();
                _gathering.Actions.Add(action);
                return;
            }
        }

        action();
    }

    public JournaledEntity Open(EntityPath path)
    {
        using var change = Begin();
        lock (_gate)
        {
            if (_entities.TryGetValue(path, out var known)) return known;
            var record = new JournaledEntity(++_lastEntity, LastSequence: 0);
            _entities.Add(path, record);
            Gather(new JournalEntry.EntityOpened(record.Id, path.Name));
            return record;
        }
    }

    public void Forget(EntityPath path)
    {
        using var change = Begin();
        lock (_gate)
        {
            if (_entities.Remove(path, out var record)) Gather(new JournalEntry.EntityForgotten(record.Id));
        }
    }

    public BrokerMessage Read(long entity, long sequenceNumber) => _reader.ReadContent(entity, sequenceNumber);

    public bool TryKeep(int bytes)
    {
        if (Interlocked.Add(ref _keptBytes, bytes) <= _roomForContents) return true;
        Release(bytes);
        return false;
    }

    public void Release(int bytes) => Interlocked.Add(ref _keptBytes, -bytes);

    /// <summary>Writes what is appended, then stops.</summary>
    public void Dispose()
    {
        if (_isStopping) return;
        _isStopping = true;
        _work.Release();
        foreach (var thread in _threads) thread.Join();
        _writer.Dispose();
        _reader.Dispose();
        _database.Dispose();
        _changes.Dispose();
        _work.Dispose();
        _written.Dispose();
    }

    private static Thread Start(ThreadStart run, string name)
    {
        var thread = new Thread(run) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Gather(JournalEntry entry)
    {
        WakeWriterIfFirst();
        _gathering.Entries.Add(entry);
        _lastEntry++;
    }

    private void WakeWriterIfFirst()
    {
        if (_gathering.IsEmpty) _work.Release();
    }

    private void WriteGroups()
    {
        try
        {
            while (!_isStopping || !_gathering.IsEmpty)
            {
                _work.Wait();
                if (TakeGathered() is { } group) WriteGroup(group);
            }
        }
        catch (Exception exception)
        {
            LogFailed(exception);
            _onFailure(exception);
        }
        finally
        {
            _written.CompleteAdding();
        }
    }

    /// <summary>Waits for the changes that are being made, so that none is cut in two.</summary>
    private CommitGroup? TakeGathered()
    {
        _changes.EnterWriteLock();
        try
        {
            lock (_gate)
            {
                if (_gathering.IsEmpty) return null;
                var group = _gathering;
                group.LastEntry = _lastEntry;
                _gathering = new CommitGroup();
                _groupsUnderWay++;
                return group;
            }
        }
        finally
        {
            _changes.ExitWriteLock();
        }
    }

    private void WriteGroup(CommitGroup group)
    {
        if (group.Entries.Count > 0) _writer.Write(group.Entries);
        Interlocked.Exchange(ref _safeUpTo, group.LastEntry);
        _written.Add(group);
    }

    private void AnnounceGroups()
    {
        foreach (var group in _written.GetConsumingEnumerable())
        {
            group.Announce(LogAnnounceFailed);
            lock (_gate) _groupsUnderWay--;
        }
    }

    [LoggerMessage(LogLevel.Error, "Someone could not be told that a change is safe")]
    private partial void LogAnnounceFailed(Exception exception);

    [LoggerMessage(LogLevel.Critical, "Messages cannot be written to disk any more; nothing is accepted from now on")]
    private partial void LogFailed(Exception exception);
}
