using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.Limits;

/// <summary>
/// How often one thing may be done: token buckets for each user of the page and for each client address. Each process counts for itself.
/// </summary>
public sealed class CallerLimitOptions
{
    /// <summary>How often a user may do it at once.</summary>
    [Range(1, 1_000_000)]
    public int UserBurst { get; set; }

    /// <summary>How often a minute a user may go on doing it; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int UserPerMinute { get; set; }

    /// <summary>How often all users of one address together may do it at once.</summary>
    [Range(1, 1_000_000)]
    public int AddressBurst { get; set; }

    /// <summary>How often a minute they may go on doing it; 0 for no limit.</summary>
    [Range(0, 1_000_000)]
    public int AddressPerMinute { get; set; }
}
