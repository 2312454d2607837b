namespace RoomChat.Rooms.Store;

/// <summary>
/// The last sequence of a change. Each change takes the next one first: so changes are made one after the other, and a reader of
/// one does not miss another that was begun before it and committed later.
/// </summary>
internal sealed class ClockRow
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    public long Sequence { get; set; }
}
