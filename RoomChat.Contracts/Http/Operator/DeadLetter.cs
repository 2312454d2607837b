namespace RoomChat.Contracts.Http.Operator;

/// <summary>A message that no receiver could take.</summary>
/// <param name="SequenceNumber">Its number in the dead-letter queue.</param>
/// <param name="EnqueuedAt">When the broker got it.</param>
/// <param name="Deliveries">How often it was delivered.</param>
/// <param name="Body">What it says, as text, shortened.</param>
/// <param name="MessageId">Its id; null when it has none.</param>
/// <param name="Reason">Why it is here; null when nobody said.</param>
/// <param name="Description">The same at length.</param>
public sealed record DeadLetter(
    long SequenceNumber, DateTimeOffset EnqueuedAt, int Deliveries, string Body,
    string? MessageId = null, string? Reason = null, string? Description = null);
