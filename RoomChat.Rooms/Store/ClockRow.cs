namespace RoomChat.Rooms.Store;

/// <summary>
/// The sequence of the last change. Each change first takes the next sequence, so changes run one after the other. A reader of one change
/// therefore cannot miss an earlier change that commits later.
/// </summary>
internal sealed class ClockRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Sequence { get; set; }
}
