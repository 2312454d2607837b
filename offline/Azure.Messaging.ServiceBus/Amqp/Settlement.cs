using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>What is to become of a received message, in the two forms that the broker understands: an outcome on the link, or a request.</summary>
/// <param name="Outcome">For the link.</param>
/// <param name="Status">For <c>update-disposition</c>.</param>
/// <param name="Changes">Application properties to set on the message.</param>
/// <param name="Reason">Why it is dead-lettered.</param>
/// <param name="Description">Details of the reason.</param>
internal sealed record Settlement(Outcome Outcome, string Status, IDictionary<string, object>? Changes = null, string? Reason = null, string? Description = null)
{
    private static readonly Symbol DeadLetterCondition = "com.microsoft:dead-letter";

    public static Settlement Complete { get; } = new(new Accepted(), "completed");

    public static Settlement Abandon(IDictionary<string, object>? changes) =>
        new(new Modified { MessageAnnotations = ToFields(changes) }, "abandoned", changes);

    // The service spells it with one r.
    public static Settlement Defer(IDictionary<string, object>? changes) =>
        new(new Modified { UndeliverableHere = true, MessageAnnotations = ToFields(changes) }, "defered", changes);

    public static Settlement DeadLetter(IDictionary<string, object>? changes, string? reason, string? description)
    {
        var info = ToFields(changes) ?? [];
        if (reason is not null) info[new Symbol(ServiceBusReceivedMessage.DeadLetterReasonProperty)] = reason;
        if (description is not null) info[new Symbol(ServiceBusReceivedMessage.DeadLetterErrorDescriptionProperty)] = description;
        return new(new Rejected { Error = new Error(DeadLetterCondition) { Info = info } }, "suspended", changes, reason, description);
    }

    private static Fields? ToFields(IDictionary<string, object>? changes)
    {
        if (changes is null) return null;
        var fields = new Fields();
        foreach (var (name, value) in changes) fields[new Symbol(name)] = PropertyValues.ToAmqp(name, value);
        return fields;
    }
}
