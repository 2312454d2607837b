using Amqp.Framing;
using Amqp.Transactions;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Reduces a client's attach to the supported features. The library sends the same attach back as the answer, so each remaining field
/// is a promise to the client.
/// </summary>
internal static class AttachAnswer
{
    private static readonly Symbol Move = new("move");
    private static readonly Symbol UntilDetached = new("link-detach");
    private static readonly string[] Outcomes = ["amqp:accepted:list", "amqp:rejected:list", "amqp:released:list", "amqp:modified:list"];

    /// <summary>Why the link cannot be attached, independent of the address; null when it can.</summary>
    public static Error? Refusal(Attach attach)
    {
        if (attach.Target is Coordinator) return AmqpErrors.NotImplemented("Transactions are not supported.");
        var (source, target) = (attach.Source as Source, attach.Target as Target);
        var isDynamic = attach.Role ? source is { Dynamic: true } : target is { Dynamic: true };
        if (isDynamic) return AmqpErrors.NotImplemented("Dynamic nodes are not supported.");
        var address = attach.Role ? source?.Address : target?.Address;
        if (string.IsNullOrEmpty(address)) return AmqpErrors.NotImplemented("Links without an address are not supported.");
        return attach.Role && source is { DistributionMode: { } mode } && !Move.Equals(mode)
            ? AmqpErrors.NotImplemented($"The distribution mode '{mode}' is not supported: messages can only be moved to a receiver.")
            : null;
    }

    /// <summary>Keeps only the supported fields of an attach. The session filter is added again when the link holds a session.</summary>
    public static void Cut(Attach attach)
    {
        // A detached link keeps no state, so no delivery can be resumed.
        attach.Unsettled = null;
        attach.IncompleteUnsettled = false;
        attach.OfferedCapabilities = null;
        attach.DesiredCapabilities = null;
        if (attach.Role) CutReceiver(attach, (Source)attach.Source);
        else CutSender(attach, (Target)attach.Target);
    }

    private static void CutReceiver(Attach attach, Source asked)
    {
        var answer = new Source { Address = asked.Address };
        if (asked.ExpiryPolicy is not null) answer.ExpiryPolicy = UntilDetached;
        if (asked.DistributionMode is not null) answer.DistributionMode = Move;
        if (asked.Outcomes is { } outcomes) answer.Outcomes = [.. outcomes.Where(static outcome => Outcomes.Contains(outcome.ToString()))];
        attach.Source = answer;
        attach.SndSettleMode = attach.SndSettleMode == SenderSettleMode.Settled ? SenderSettleMode.Settled : SenderSettleMode.Unsettled;
    }

    private static void CutSender(Attach attach, Target asked)
    {
        var answer = new Target { Address = asked.Address };
        if (asked.ExpiryPolicy is not null) answer.ExpiryPolicy = UntilDetached;
        attach.Target = answer;
        attach.RcvSettleMode = ReceiverSettleMode.First;
        attach.MaxMessageSize = MessageLimits.MaxBatchSize;
        attach.Properties = null;
    }
}
