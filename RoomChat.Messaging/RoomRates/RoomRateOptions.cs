using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Settings under <c>RoomRate</c>: limits of all publishers of a room together, and of a single publisher.</summary>
public sealed class RoomRateOptions
{
    /// <summary>Sustained messages per second to a room; 0 for no limit.</summary>
    [Range(0, 100_000)]
    public int MessagesPerSecond { get; set; } = 100;

    /// <summary>Burst of messages to a room before <see cref="MessagesPerSecond"/> applies.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 200;

    /// <summary>
    /// The part of both that one sender may use, in percent. Below 100, so that one sender cannot block a room for the others.
    /// </summary>
    [Range(1, 99)]
    public int SenderShare { get; set; } = 50;

    /// <summary>How long a message may wait for Redis' answer. Then it is published uncounted.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:00:10")]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Sustained messages per second from one sender to a room; 0 for no limit.</summary>
    internal double SenderMessagesPerSecond => MessagesPerSecond * SenderShare / 100.0;

    /// <summary>Burst of messages from one sender to a room.</summary>
    internal int SenderBurst => Math.Max(1, Burst * SenderShare / 100);
}
