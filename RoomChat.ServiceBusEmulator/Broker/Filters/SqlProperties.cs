using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>The properties that a SQL condition can name. Names ignore case.</summary>
internal static class SqlProperties
{
    private static readonly Dictionary<string, SqlExpression> SystemProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MessageId"] = static message => message.MessageId,
        ["CorrelationId"] = static message => message.CorrelationId,
        ["To"] = static message => message.To,
        ["ReplyTo"] = static message => message.ReplyTo,
        ["Label"] = static message => message.Subject,
        ["Subject"] = static message => message.Subject,
        ["SessionId"] = static message => message.SessionId,
        ["ReplyToSessionId"] = static message => message.ReplyToSessionId,
        ["ContentType"] = static message => message.ContentType,
        ["PartitionKey"] = static message => message.PartitionKey,
    };

    public static string KnownSystemNames => string.Join(", ", SystemProperties.Keys);

    public static bool TryGetSystem(string name, [NotNullWhen(true)] out SqlExpression? read) => SystemProperties.TryGetValue(name, out read);

    public static SqlExpression User(string name) => message => Find(message, name, out var value) ? value : null;

    public static SqlExpression UserExists(string name) => message => Find(message, name, out _);

    private static bool Find(BrokerMessage message, string name, out object? value)
    {
        if (message.Properties.TryGetValue(name, out value)) return true;
        foreach (var (key, found) in message.Properties)
        {
            if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) continue;
            value = found;
            return true;
        }

        return false;
    }
}
