using System.Diagnostics.CodeAnalysis;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Who may do what with an entity: <see cref="SharedAccessAuthorizationRule"/>.</summary>
public abstract class AuthorizationRule : IEquatable<AuthorizationRule>
{
    private protected AuthorizationRule()
    {
    }

    /// <summary>How the right is proven.</summary>
    public abstract string ClaimType { get; }

    /// <summary>When the rule was made, UTC.</summary>
    public DateTimeOffset CreatedTime { get; internal init; }

    /// <summary>The name of its keys.</summary>
    public abstract string KeyName { get; set; }

    /// <summary>When the rule was last changed, UTC.</summary>
    public DateTimeOffset ModifiedTime { get; internal init; }

    /// <summary>What it allows.</summary>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "As in the official client.")]
    [SuppressMessage("Design", "CA1002:Do not expose generic lists", Justification = "As in the official client.")]
    [SuppressMessage("Design", "MA0016:Prefer using collection abstraction instead of implementation", Justification = "As in the official client.")]
    public abstract List<AccessRights> Rights { get; set; }

    /// <inheritdoc/>
    public abstract bool Equals(AuthorizationRule? other);

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    internal abstract AuthorizationRule Copy();
}
