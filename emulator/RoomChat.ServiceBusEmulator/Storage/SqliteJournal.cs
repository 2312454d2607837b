using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>
/// The journal on disk, with group commit. While one transaction is written, new changes gather for the next one. So one sender waits for
/// one write, and a thousand senders share one. One thread writes. It also runs the waiting callbacks while no new changes gather;
/// otherwise a second thread runs them. No thread spins: on a small machine, spinning takes the processor from the threads that do the
/// work.
/// </summary>
internal sealed partial class SqliteJournal : IJournal, IChangingJournal, IDisposable
{
    private readonly ReaderWriterLockSlim _changes = new(LockRecursionPolicy.SupportsRecursion);
    private readonly object _gate = new();
    private readonly Dictionary<EntityPath, JournaledEntity> _entities = [];
    private readonly CommitGroups _written;
    private readonly SqliteDatabase _database;
    private readonly JournalWriter _writer;
    private readonly JournalReader _reader;
    private readonly long _roomForContents;
    private readonly Action<Exception> _onFailure;
    private readonly ILogger _logger;
    private readonly Thread[] _threads;
    private CommitGroup _gathering = new();
    private CommitGroup? _underWay;
    private long _lastEntry;
    private long _lastEntity;
    private long _safeUpTo;
    private long _keptBytes;
    private int _groupsUnderWay;
    private bool _isWriterWaiting;
    private bool _isStopping;

    /// <param name="database">The database; the journal disposes it.</param>
    /// <param name="encoding">Encodes and decodes messages.</param>
    /// <param name="roomForContents">Bytes of message contents that memory may cache.</param>
    /// <param name="onFailure">Called once when the disk fails. No later change becomes safe.</param>
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

        _written = new CommitGroups(Announce);
        _threads = [Start(WriteGroups, "journal writer"), Start(_written.Run, "journal announcer")];
    }

    public long SafeUpTo => Interlocked.Read(ref _safeUpTo);

    public Change Begin()
    {
        _changes.EnterReadLock();
        return new Change(this);
    }

    /// <summary>Wakes the writer at the end of a change. Earlier, the writer would wake only to wait for this change.</summary>
    public void End()
    {
        _changes.ExitReadLock();
        if (_changes.IsReadLockHeld) return;
        lock (_gate)
        {
            if (!_gathering.IsEmpty) WakeWriter();
        }
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
            if (_gathering.IsEmpty && _underWay is { } underWay)
            {
                underWay.Actions.Add(action);
                return;
            }

            if (!_gathering.IsEmpty || _groupsUnderWay > 0)
            {
                _gathering.Actions.Add(action);
                WakeWriter();
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

    /// <summary>Writes the appended entries, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isStopping) return;
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
        _writer.Dispose();
        _reader.Dispose();
        _database.Dispose();
        _changes.Dispose();
    }

    private static Thread Start(ThreadStart run, string name)
    {
        var thread = new Thread(run) { IsBackground = true, Name = name };
        thread.Start();
        return thread;
    }

    private void Gather(JournalEntry entry)
    {
        _gathering.Entries.Add(entry);
        _lastEntry++;
    }

    private void WakeWriter()
    {
        if (!_isWriterWaiting) return;
        _isWriterWaiting = false;
        Monitor.PulseAll(_gate);
    }
}
