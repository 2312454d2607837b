namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The sort orders of a queue's messages.</summary>
internal static class MessageOrder
{
    public static readonly IComparer<StoredMessage> BySequence =
        Comparer<StoredMessage>.Create(static (a, b) => a.SequenceNumber.CompareTo(b.SequenceNumber));

    public static readonly IComparer<StoredMessage> ByExpiry =
        Comparer<StoredMessage>.Create(static (a, b) => ThenBySequence(a.ExpiresAt.CompareTo(b.ExpiresAt), a, b));

    /// <summary>Only for locked messages.</summary>
    public static readonly IComparer<StoredMessage> ByLockEnd =
        Comparer<StoredMessage>.Create(static (a, b) => ThenBySequence(a.Lock!.LockedUntil.CompareTo(b.Lock!.LockedUntil), a, b));

    private static int ThenBySequence(int order, StoredMessage a, StoredMessage b) =>
        order != 0 ? order : a.SequenceNumber.CompareTo(b.SequenceNumber);
}
