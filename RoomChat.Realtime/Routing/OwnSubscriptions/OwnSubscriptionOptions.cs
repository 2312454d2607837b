using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>
/// Settings under <c>Routing:OwnSubscription</c>, for strategies under which each instance has a subscription of its own.
/// </summary>
internal sealed class OwnSubscriptionOptions
{
    /// <summary>
    /// How long a room's rule outlives the room's last member on the instance, and a crashed instance's subscription the instance: long
    /// enough for a client to be back, here or elsewhere, so that nothing said meanwhile is missing.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often instances look for others whose leases have ended. Asks Redis only.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FindEnded { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often the broker's list is searched for subscriptions that Redis knows nothing of. One that is found twice belongs to nobody.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan FindUnknown { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Silence after which the broker itself removes the subscription: the last resort, when no instance is left that would. Service Bus
    /// wants five minutes or more.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan AutoDeleteOnIdle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a session is locked for the instance that holds it. What a crashed instance had received comes again after this time; a
    /// living instance renews its locks. Service Bus takes five seconds to five minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Most time that a stopping instance takes to empty and remove its subscription when no other is there to do it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
