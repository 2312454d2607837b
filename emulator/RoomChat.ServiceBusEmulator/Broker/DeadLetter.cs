using System.Globalization;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Dead-letter reasons as application properties, with the texts of Service Bus.</summary>
internal static class DeadLetter
{
    public const string ReasonProperty = "DeadLetterReason";
    public const string DescriptionProperty = "DeadLetterErrorDescription";

    public static readonly IReadOnlyDictionary<string, object?> Expired =
        Because("TTLExpiredException", "The message expired and was dead lettered.");

    public static readonly IReadOnlyDictionary<string, object?> NoSessionId =
        Because("Session ID is null.", "Session enabled entity doesn't allow a message whose session identifier is null.");

    public static IReadOnlyDictionary<string, object?> TooManyDeliveries(int maximum) => Because(
        "MaxDeliveryCountExceeded",
        string.Create(CultureInfo.InvariantCulture, $"Message could not be consumed after {maximum} delivery attempts."));

    public static IReadOnlyDictionary<string, object?> RuleFailed(string rule, string failure) =>
        Because("FilterEvaluationException", $"The rule '{rule}' could not be evaluated: {failure}.");

    public static IReadOnlyDictionary<string, object?> TooManyHops(int maximum) => Because(
        "MaxTransferHopCountExceeded",
        string.Create(CultureInfo.InvariantCulture, $"The message was forwarded {maximum} times, which is the limit."));

    public static IReadOnlyDictionary<string, object?> TargetNotFound(string target) =>
        Because("MessagingEntityNotFound", $"The entity '{target}', to which messages are forwarded, does not exist.");

    public static IReadOnlyDictionary<string, object?> TargetDisabled(string target) =>
        Because("MessagingEntityDisabled", $"The entity '{target}', to which messages are forwarded, is disabled.");

    public static IReadOnlyDictionary<string, object?> Because(string? reason, string? description)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (reason is not null) properties[ReasonProperty] = reason;
        if (description is not null) properties[DescriptionProperty] = description;
        return properties;
    }
}
