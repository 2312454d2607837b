using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Restores the stored state at start.</summary>
internal sealed partial class SqliteJournal
{
    /// <summary>
    /// Gives every entity its messages, session states and seen message ids. Data of missing entities stays on disk.
    /// </summary>
    public void RestoreInto(ServiceBusNamespace entities)
    {
        var paths = _reader.Entities().ToDictionary(entity => entity.Record.Id, entity => EntityPath.Of(entity.Path));
        var count = 0;
        foreach (var (entity, message) in _reader.Messages())
        {
            if (message.State == MessageState.Scheduled)
            {
                if (paths.TryGetValue(entity, out var path) && entities.TryGetTarget(path, out var target))
                    target.RestoreScheduled(message);
            }
            else if (paths.TryGetValue(entity, out var path) && entities.TryGetSource(path, out var queue))
            {
                queue.Restore(message);
            }

            count++;
        }

        foreach (var (entity, sessionId, state) in _reader.SessionStates())
        {
            if (paths.TryGetValue(entity, out var path) && entities.TryGetSource(path, out var queue))
                queue.RestoreSessionState(sessionId, state);
        }

        foreach (var (entity, messageId, at) in _reader.SeenIds())
        {
            if (paths.TryGetValue(entity, out var path) && entities.TryGetTarget(path, out var target)) target.RestoreSeenId(messageId, at);
        }

        if (count > 0) LogRestored(count);
    }

    /// <summary>The last stored definition of each entity.</summary>
    public IReadOnlyList<string> Definitions() => _reader.Definitions();

    [LoggerMessage(LogLevel.Information, "{Count} messages are back from disk")]
    private partial void LogRestored(int count);
}
