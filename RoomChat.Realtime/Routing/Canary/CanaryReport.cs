namespace RoomChat.Realtime.Routing.Canary;

/// <summary>Result of a completed canary.</summary>
/// <param name="Step">The last step it reached.</param>
/// <param name="RoundTrip">Its round-trip time; null when it did not come back.</param>
/// <param name="Error">The failure; null for a timeout.</param>
internal sealed record CanaryReport(CanaryStep Step, TimeSpan? RoundTrip = null, Exception? Error = null);
