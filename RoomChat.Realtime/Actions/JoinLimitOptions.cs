using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Realtime.Actions;

/// <summary>Settings under <c>Limits</c> for joining.</summary>
internal sealed class JoinLimitOptions
{
    /// <summary>
    /// Joins over all connections of a user, and of an address. Reconnecting clients join all their rooms at once.
    /// </summary>
    [ValidateObjectMembers]
    public CallerLimitOptions Joins { get; set; } =
        new() { UserBurst = 500, UserPerMinute = 2_400, AddressBurst = 5_000, AddressPerMinute = 30_000 };
}
