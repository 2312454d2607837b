namespace RoomChat.Benchmarks.Scaling.Azure;

/// <summary>Credits of operations in a namespace of the Standard tier. By the documentation, settling a message is free.</summary>
internal static class ServiceBusCredits
{
    /// <param name="sent">Number of messages sent.</param>
    /// <param name="received">Number of messages received.</param>
    /// <param name="evaluations">Number of filter evaluations.</param>
    public static double Of(double sent, double received, double evaluations) =>
        (sent + received + evaluations) * StandardTier.CreditsPerDataOperation;

    /// <summary>Credits of one message.</summary>
    public static double Of(Usage message) => Of(message.Sent, message.Received, message.RuleEvaluations);

    /// <summary>Messages per second before the namespace throttles.</summary>
    public static double MessagesPerSecond(double creditsOfOne) => StandardTier.CreditsPerSecond / creditsOfOne;
}
