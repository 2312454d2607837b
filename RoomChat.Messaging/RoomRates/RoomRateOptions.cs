using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Settings under <c>RoomRate</c>: what all publishers of a room together may do, and one of them alone.</summary>
public sealed class RoomRateOptions
{
    /// <summary>Messages a second that a room may go on getting; 0 for no limit.</summary>
    [Range(0, 100_000)]
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>Messages that a room may get in one go before <see cref="MessagesPerSecond"/> holds its publishers back.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 200;

    /// <summary>
    /// The part of both that one sender may use, in percent: below the whole, so that no sender mutes a room for the others.
    /// </summary>
    [Range(1, 99)]
    public int SenderShare { get; set; } = 50;

    /// <summary>How long a message may wait for Redis to count it; after that it goes uncounted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Messages a second that one sender may go on sending to a room; 0 for no limit.</summary>
    internal double SenderMessagesPerSecond => MessagesPerSecond * SenderShare / 100.0;

    /// <summary>Messages that one sender may send to a room in one go.</summary>
    internal int SenderBurst => Math.Max(1, Burst * SenderShare / 100);
}
