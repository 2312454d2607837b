using RoomChat.Rooms.Audit;

namespace RoomChat.Rooms.Following;

/// <summary>Hears of changes after the rules in memory have followed them.</summary>
public interface IRoomChangeListener
{
    /// <summary>Some changes, in their order.</summary>
    Task HearAsync(IReadOnlyList<RoomChange> changes, CancellationToken ct);

    /// <summary>All rules were read anew, because the changes since the last look are not known one by one.</summary>
    Task HearAllAsync(CancellationToken ct);
}
