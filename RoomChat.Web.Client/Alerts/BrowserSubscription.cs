namespace RoomChat.Web.Client.Alerts;

/// <summary>A subscription of the browser's push service.</summary>
/// <param name="Endpoint">Address that takes push messages.</param>
/// <param name="P256dh">The browser's key.</param>
/// <param name="Auth">The browser's secret.</param>
internal sealed record BrowserSubscription(string Endpoint, string P256dh, string Auth);
