using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.Limits;

/// <summary>
/// Token buckets for one action: one per user of the page, and one per client address. Each process counts for itself.
/// </summary>
public sealed class CallerLimitOptions
{
    /// <summary>Burst per user.</summary>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; }

    /// <summary>Sustained rate per user and minute; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int UserPerMinute { get; set; }

    /// <summary>Burst per address, for all its users together.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; }

    /// <summary>Sustained rate per address and minute; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int AddressPerMinute { get; set; }
}
