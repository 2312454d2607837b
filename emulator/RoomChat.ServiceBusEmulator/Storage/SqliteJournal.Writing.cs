namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>The writer thread: takes the gathered changes, writes them and runs the callbacks that wait for them.</summary>
internal sealed partial class SqliteJournal
{
    private void WriteGroups()
    {
        try
        {
            while (WaitForEntries())
            {
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
            _written.Complete();
        }
    }

    /// <returns>True if there is something to write; false if the journal stops and nothing is left.</returns>
    private bool WaitForEntries()
    {
        lock (_gate)
        {
            while (_gathering.IsEmpty && !_isStopping)
            {
                _isWriterWaiting = true;
                Monitor.Wait(_gate);
            }

            _isWriterWaiting = false;
            return !_gathering.IsEmpty;
        }
    }

    /// <summary>Waits until running changes end, so that no change is split between two groups.</summary>
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
                _underWay = group;
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
        if (group.Entries.Count > 0) _writer.Write(group.Entries, group.MustBeSynced);
        Interlocked.Exchange(ref _safeUpTo, group.LastEntry);
        bool isAlone;
        lock (_gate)
        {
            // The group takes no more callbacks from here, so another thread can run those it has.
            if (_underWay == group) _underWay = null;
            isAlone = _gathering.IsEmpty && _groupsUnderWay == 1;
        }

        if (isAlone) Announce(group);
        else _written.Add(group);
    }

    private void Announce(CommitGroup group)
    {
        group.Announce(LogAnnounceFailed);
        lock (_gate) _groupsUnderWay--;
    }

    [LoggerMessage(LogLevel.Error, "Someone could not be told that a change is safe")]
    private partial void LogAnnounceFailed(Exception exception);

    [LoggerMessage(LogLevel.Critical, "Messages cannot be written to disk any more; nothing is accepted from now on")]
    private partial void LogFailed(Exception exception);
}
