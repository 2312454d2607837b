namespace RoomChat.Web.Client.Alerts;

/// <summary>What a browser's push service gives for a subscription.</summary>
/// <param name="Endpoint">Where it takes messages.</param>
/// <param name="P256dh">The browser's key.</param>
/// <param name="Auth">The browser's secret.</param>
internal sealed record BrowserSubscription(string Endpoint, string P256dh, string Auth);
