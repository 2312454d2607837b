using System.Diagnostics.CodeAnalysis;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>The authorization rules of an entity.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "As in the official client.")]
public class AuthorizationRules : List<AuthorizationRule>, IEquatable<AuthorizationRules>
{
    internal AuthorizationRules()
    {
    }

    /// <summary>Whether two lists have the same rules.</summary>
    public static bool operator ==(AuthorizationRules? left, AuthorizationRules? right) => Equals(left, right);

    /// <summary>Whether two lists differ.</summary>
    public static bool operator !=(AuthorizationRules? left, AuthorizationRules? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(AuthorizationRules? other) =>
        other is not null && Count == other.Count
        && this.All(rule => other.Exists(one => string.Equals(one.KeyName, rule.KeyName, StringComparison.OrdinalIgnoreCase) && one.Equals(rule)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AuthorizationRules);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    internal AuthorizationRules Copy()
    {
        var copy = new AuthorizationRules();
        copy.AddRange(this.Select(static rule => rule.Copy()));
        return copy;
    }
}
