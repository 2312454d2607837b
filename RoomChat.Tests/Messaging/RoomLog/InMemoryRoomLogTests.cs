using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>The in-memory fake fulfils the same contract as the log in Redis, so tests may use it instead.</summary>
public sealed class InMemoryRoomLogTests : RoomLogContract
{
    private readonly InMemoryRoomLog _log = new();

    private protected override IRoomChannel Channel => _log;

    private protected override Task<IRoomLog> OpenLogAsync(int keptMessages = 1000)
    {
        _log.KeepLast = keptMessages;
        return Task.FromResult<IRoomLog>(_log);
    }

    private protected override Task RollBackAsync(RoomId roomId, long offset)
    {
        _log.RollBack(roomId, offset);
        return Task.CompletedTask;
    }

    private protected override Task LoseAsync(RoomId roomId)
    {
        _log.Lose(roomId);
        return Task.CompletedTask;
    }
}
