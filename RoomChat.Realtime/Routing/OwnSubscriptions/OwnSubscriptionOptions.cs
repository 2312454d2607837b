using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>Settings under <c>Routing:OwnSubscription</c>, for strategies with a subscription per instance.</summary>
internal sealed class OwnSubscriptionOptions
{
    /// <summary>
    /// Life of a room's rule after its last member on the instance, and of a crashed instance's subscription. Long enough for clients to
    /// reconnect, here or elsewhere, without lost messages.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often instances search for ended leases, in Redis only.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FindEnded { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often the broker is searched for subscriptions unknown to Redis. One found twice has no owner.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan FindUnknown { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Idle time after which the broker removes the subscription: a fallback without instances. Service Bus requires at least five minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan AutoDeleteOnIdle { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Lock duration of a session. A crashed instance's messages come again after this time; a living instance renews its locks. Service
    /// Bus allows five seconds to five minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:05:00")]
    public TimeSpan LockDuration { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time limit of a stopping instance to empty and remove its subscription when there is no other instance.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
