using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Whom a valid key belongs to.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Caller">Who the services behind the gateway are told is calling.</param>
/// <param name="CallsPerMinute">Null for no limit.</param>
internal sealed record Subscription(string Name, Caller Caller, int? CallsPerMinute);
