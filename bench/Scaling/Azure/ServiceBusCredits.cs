namespace RoomChat.Benchmarks.Scaling.Azure;

/// <summary>What operations cost in a namespace of the Standard tier. To settle a message costs nothing by the documentation.</summary>
internal static class ServiceBusCredits
{
    /// <param name="sent">Messages sent.</param>
    /// <param name="received">Messages received.</param>
    /// <param name="evaluations">Filters that were evaluated.</param>
    public static double Of(double sent, double received, double evaluations) => (sent + received + evaluations) * StandardTier.CreditsPerDataOperation;

    /// <summary>Credits of one message.</summary>
    public static double Of(Usage message) => Of(message.Sent, message.Received, message.RuleEvaluations);

    /// <summary>Messages a second before the namespace throttles.</summary>
    public static double MessagesPerSecond(double creditsOfOne) => StandardTier.CreditsPerSecond / creditsOfOne;
}
