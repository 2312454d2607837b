namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Compares the named values of rules.</summary>
internal static class SamePairs
{
    public static bool Equal(IDictionary<string, object> left, IDictionary<string, object> right) =>
        left.Count == right.Count && left.All(pair => right.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value));
}
