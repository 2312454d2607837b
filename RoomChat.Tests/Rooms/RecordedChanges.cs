using RoomChat.Rooms.Following;
using RoomChat.Rooms.Store;

namespace RoomChat.Tests.Rooms;

/// <summary>Records the changes it receives.</summary>
internal sealed class RecordedChanges : IRoomChangeListener
{
    internal List<RoomChange> Changes { get; } = [];

    /// <summary>Number of times that all rules were read again.</summary>
    internal int All { get; private set; }

    public Task HearAsync(IReadOnlyList<RoomChange> changes, CancellationToken ct)
    {
        Changes.AddRange(changes);
        return Task.CompletedTask;
    }

    public Task HearAllAsync(CancellationToken ct)
    {
        All++;
        return Task.CompletedTask;
    }
}
