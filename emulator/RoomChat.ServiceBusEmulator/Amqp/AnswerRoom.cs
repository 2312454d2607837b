namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The bytes that an answer may still have. It goes into one message, and its receiver sets how large that may be.</summary>
internal sealed class AnswerRoom(long bytes)
{
    /// <summary>Bytes of an answer to a client that sets no limit: enough for a page of the largest rules.</summary>
    public const long Default = 8 * MessageLimits.MaxBatchSize;

    /// <summary>Bytes that are left.</summary>
    public long Left { get; private set; } = bytes;

    /// <summary>The same room, if it is not larger than this.</summary>
    public AnswerRoom AtMost(long most) => new(Math.Min(Left, most));

    /// <summary>Takes bytes; false, and takes none, when there are not enough.</summary>
    public bool TryTake(long size)
    {
        if (size > Left) return false;
        Left -= size;
        return true;
    }
}
