using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Azure.Messaging.ServiceBus.Administration;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.OwnSubscriptions;

/// <summary>The rule that admits one room's messages to a subscription.</summary>
internal static class RoomRule
{
    // A rule's name has at most 50 characters. A room's name may be longer and differ only in case.
    private const int DigestBytes = 20;

    public static string NameOf(RoomId roomId) =>
        $"room-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(roomId.Value)).AsSpan(0, DigestBytes))}";

    /// <summary>A correlation filter: the broker finds it by a hash, but evaluates a SQL filter for each message.</summary>
    public static CreateRuleOptions For(RoomId roomId) =>
        new(NameOf(roomId), new CorrelationRuleFilter { ApplicationProperties = { [Envelope.RoomIdProperty] = roomId.Value } });

    public static bool TryReadRoom(RuleProperties rule, [NotNullWhen(true)] out RoomId? roomId)
    {
        roomId = null;
        return rule.Filter is CorrelationRuleFilter filter
            && filter.ApplicationProperties.TryGetValue(Envelope.RoomIdProperty, out var value)
            && RoomId.TryParseStored(value as string, out roomId);
    }
}
