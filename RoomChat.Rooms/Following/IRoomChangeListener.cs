using RoomChat.Rooms.Store;

namespace RoomChat.Rooms.Following;

/// <summary>Receives changes after the rules in memory include them.</summary>
public interface IRoomChangeListener
{
    /// <summary>Receives changes, in order.</summary>
    Task HearAsync(IReadOnlyList<RoomChange> changes, CancellationToken ct);

    /// <summary>All rules were read again, because the changes since the last look are not known one by one.</summary>
    Task HearAllAsync(CancellationToken ct);
}
