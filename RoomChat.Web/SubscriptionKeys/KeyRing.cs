using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>All valid keys, as hashes. Finding a key takes the same time at every position, and for an unknown key.</summary>
internal sealed class KeyRing
{
    private readonly (byte[] Hash, Subscription Subscription)[] _keys;

    public KeyRing(IOptions<SubscriptionKeyOptions> options)
    {
        _keys = [.. options.Value.Subscriptions.SelectMany(entry => Keys(entry.Key, entry.Value))];
        Callers = [.. _keys.Select(key => key.Subscription.Caller).DistinctBy(caller => caller.Id)];
        DisplayNames = [.. _keys.Select(key => key.Subscription.Caller.Name).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The programs of all keys.</summary>
    public IReadOnlyList<Caller> Callers { get; }

    /// <summary>The names under which programs publish.</summary>
    public IReadOnlyList<string> DisplayNames { get; }

    /// <summary>The subscription that the key belongs to, or null.</summary>
    public Subscription? Find(string key)
    {
        var hash = Hash(key);
        Subscription? found = null;
        foreach (var candidate in _keys)
        {
            // No early return: the duration must not reveal anything about the keys.
            if (CryptographicOperations.FixedTimeEquals(hash, candidate.Hash)) found = candidate.Subscription;
        }
        return found;
    }

    private static IEnumerable<(byte[] Hash, Subscription Subscription)> Keys(string name, SubscriptionOptions options)
    {
        var caller = new Caller($"{Caller.KeyPrefix}{name}", options.DisplayName?.Trim() ?? name)
        {
            Grants = options.ReadGrants() ?? RoomGrants.Nothing,
            MaySpeakForUsers = options.SpeaksForUsers,
            IsOperator = options.Operator,
        };
        var subscription = new Subscription(name, caller, options.CallsPerMinute);
        if (options.PrimaryKey is { } primary) yield return (Hash(primary), subscription);
        if (options.SecondaryKey is { } secondary) yield return (Hash(secondary), subscription);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
