namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Bytes left for an answer. An answer is one message, and its receiver sets the largest size.</summary>
internal sealed class AnswerRoom(long bytes)
{
    /// <summary>Bytes of an answer to a client that sets no limit: enough for a page of the largest rules.</summary>
    public const long Default = 8 * MessageLimits.MaxBatchSize;

    /// <summary>Bytes that are left.</summary>
    public long Left { get; private set; } = bytes;

    /// <summary>The same room, if it is not larger than this.</summary>
    public AnswerRoom AtMost(long most) => new(Math.Min(Left, most));

    /// <summary>Takes bytes; takes none and returns false when too few are left.</summary>
    public bool TryTake(long size)
    {
        if (size > Left) return false;
        Left -= size;
        return true;
    }
}
