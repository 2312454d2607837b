namespace RoomChat.Realtime.Routing.Canary;

/// <summary>How the last canary fared.</summary>
/// <param name="Step">How far it got.</param>
/// <param name="RoundTrip">How long it was away, when it came back.</param>
/// <param name="Error">What stopped it, when something failed rather than stayed silent.</param>
internal sealed record CanaryReport(CanaryStep Step, TimeSpan? RoundTrip = null, Exception? Error = null);
