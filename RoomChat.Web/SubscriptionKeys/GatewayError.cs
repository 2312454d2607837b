namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Body of Azure API Management's own errors.</summary>
internal sealed record GatewayError(int StatusCode, string Message);
