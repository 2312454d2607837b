using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Limits;

/// <summary>Settings under <c>Limits</c> for messages and for new rooms.</summary>
public sealed class PublishingLimitOptions
{
    /// <summary>Messages to any room.</summary>
    [ValidateObjectMembers]
    public CallerLimitOptions Messages { get; set; } =
        new() { UserBurst = 200, UserPerMinute = 3_000, AddressBurst = 1_000, AddressPerMinute = 12_000 };

    /// <summary>Rooms that have no log yet, by a message or by a join.</summary>
    [ValidateObjectMembers]
    public CallerLimitOptions Rooms { get; set; } =
        new() { UserBurst = 50, UserPerMinute = 30, AddressBurst = 500, AddressPerMinute = 300 };
}
