using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>The tests' own twin keeps the contract, so that tests which use it say something about Redis.</summary>
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
