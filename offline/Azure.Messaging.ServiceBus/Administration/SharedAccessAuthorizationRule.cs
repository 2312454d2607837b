using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Whoever has one of two keys may do what the rule says.</summary>
public class SharedAccessAuthorizationRule : AuthorizationRule
{
    private const int KeyBytes = 32;
    private const int LongestKeyName = 256;

    private string _keyName = "";
    private string _primaryKey = "";
    private string _secondaryKey = "";
    private List<AccessRights> _rights = [];

    /// <summary>A rule with two new random keys.</summary>
    public SharedAccessAuthorizationRule(string keyName, IEnumerable<AccessRights> rights)
        : this(keyName, RandomKey(), RandomKey(), rights)
    {
    }

    /// <summary>A rule whose second key is new and random.</summary>
    public SharedAccessAuthorizationRule(string keyName, string primaryKey, IEnumerable<AccessRights> rights)
        : this(keyName, primaryKey, RandomKey(), rights)
    {
    }

    /// <summary>A rule.</summary>
    /// <exception cref="ArgumentException">A key is not 32 bytes in Base64, or the rights are none, repeat or lack what managing needs.</exception>
    public SharedAccessAuthorizationRule(string keyName, string primaryKey, string secondaryKey, IEnumerable<AccessRights> rights)
    {
        ArgumentNullException.ThrowIfNull(rights);
        (PrimaryKey, SecondaryKey, KeyName) = (primaryKey, secondaryKey, keyName);
        _rights = CheckedRights([.. rights]);
    }

    private SharedAccessAuthorizationRule()
    {
    }

    /// <inheritdoc/>
    public override string ClaimType => "SharedAccessKey";

    /// <inheritdoc/>
    public sealed override string KeyName
    {
        get => _keyName;
        set
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            if (value.Length > LongestKeyName) throw new ArgumentOutOfRangeException(nameof(value), $"At most {LongestKeyName} characters.");
            if (Uri.EscapeDataString(value) != value) throw new ArgumentException("The name has characters that are not allowed.", nameof(value));
            _keyName = value;
        }
    }

    /// <summary>One of the keys: 32 bytes in Base64. Empty when whoever asked may not see it.</summary>
    public string PrimaryKey
    {
        get => _primaryKey;
        set => _primaryKey = CheckedKey(value);
    }

    /// <inheritdoc/>
    [SuppressMessage("Usage", "CA2227:Collection properties should be read only", Justification = "As in the official client.")]
    [SuppressMessage("Design", "CA1002:Do not expose generic lists", Justification = "As in the official client.")]
    public override List<AccessRights> Rights
    {
        get => _rights;
        set => _rights = CheckedRights(value);
    }

    /// <summary>The other key.</summary>
    public string SecondaryKey
    {
        get => _secondaryKey;
        set => _secondaryKey = CheckedKey(value);
    }

    /// <summary>Whether two rules are the same.</summary>
    public static bool operator ==(SharedAccessAuthorizationRule? left, SharedAccessAuthorizationRule? right) => Equals(left, right);

    /// <summary>Whether two rules differ.</summary>
    public static bool operator !=(SharedAccessAuthorizationRule? left, SharedAccessAuthorizationRule? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(AuthorizationRule? other) =>
        other is SharedAccessAuthorizationRule rule
        && string.Equals(KeyName, rule.KeyName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(PrimaryKey, rule.PrimaryKey, StringComparison.Ordinal)
        && string.Equals(SecondaryKey, rule.SecondaryKey, StringComparison.Ordinal)
        && Rights.ToHashSet().SetEquals(rule.Rights);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AuthorizationRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(KeyName);

    /// <summary>A rule as the service tells it, which hides keys from who may not see them.</summary>
    internal static SharedAccessAuthorizationRule FromService(
        string keyName, string primaryKey, string secondaryKey, List<AccessRights> rights, DateTimeOffset created, DateTimeOffset modified) => new()
        {
            _keyName = keyName,
            _primaryKey = primaryKey,
            _secondaryKey = secondaryKey,
            _rights = rights,
            CreatedTime = created,
            ModifiedTime = modified,
        };

    internal override AuthorizationRule Copy() => FromService(KeyName, PrimaryKey, SecondaryKey, [.. Rights], CreatedTime, ModifiedTime);

    private static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes));

    private static string CheckedKey(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        return Convert.TryFromBase64String(value, bytes, out var length) && length == KeyBytes
            ? value
            : throw new ArgumentException($"The key must be {KeyBytes} bytes in Base64.", nameof(value));
    }

    private static List<AccessRights> CheckedRights(List<AccessRights> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Distinct().Count() != value.Count) throw new ArgumentException("A right is given twice.", nameof(value));
        if (value.Contains(AccessRights.Manage) && value.Count != 3) throw new ArgumentException("Managing needs the rights to send and listen as well.", nameof(value));
        return value;
    }
}
