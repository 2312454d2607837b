using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Settings under <c>RoomRate</c>: what all publishers of a room together may do.</summary>
public sealed class RoomRateOptions
{
    /// <summary>Messages a second that a room may go on getting; 0 for no limit.</summary>
    [Range(0, 100_000)]
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>Messages that a room may get in one go before <see cref="MessagesPerSecond"/> holds its publishers back.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 200;

    /// <summary>How long a message may wait for Redis to count it; after that it goes uncounted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(250);
}
