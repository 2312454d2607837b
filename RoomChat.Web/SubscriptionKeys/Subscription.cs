using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>The subscription of a valid key.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Caller">The caller for the services behind the gateway.</param>
/// <param name="CallsPerMinute">The quota; null for no limit.</param>
internal sealed record Subscription(string Name, Caller Caller, int? CallsPerMinute);
