namespace RoomChat.Contracts.Http.Operator;

/// <summary>The result of a message that an instance sent to itself.</summary>
/// <param name="Step">How far it got.</param>
/// <param name="Returned">Whether it came back.</param>
/// <param name="RoundTripMs">How long that took, in milliseconds; null when it did not.</param>
public sealed record CanaryResult(string Step, bool Returned, double? RoundTripMs = null);
