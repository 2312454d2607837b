namespace RoomChat.Contracts.Http.Operator;

/// <summary>The next dead letter.</summary>
/// <param name="Letter">The message; null when there is none.</param>
public sealed record DeadLetterListing(DeadLetter? Letter = null);
