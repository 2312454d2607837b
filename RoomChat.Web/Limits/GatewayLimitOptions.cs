using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Web.Limits;

/// <summary>Settings under <c>Limits</c> that apply at the gateway.</summary>
internal sealed class GatewayLimitOptions
{
    /// <summary>New sessions. The user is the one whose session is replaced.</summary>
    [ValidateObjectMembers]
    public CallerLimitOptions Sessions { get; set; } =
        new() { UserBurst = 20, UserPerMinute = 20, AddressBurst = 100, AddressPerMinute = 60 };

    /// <summary>New connections.</summary>
    [ValidateObjectMembers]
    public CallerLimitOptions Connections { get; set; } =
        new() { UserBurst = 100, UserPerMinute = 120, AddressBurst = 1_000, AddressPerMinute = 1_200 };

    /// <summary>Maximum of open connections of all users of one address; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int OpenPerAddress { get; set; } = 1_000;
}
