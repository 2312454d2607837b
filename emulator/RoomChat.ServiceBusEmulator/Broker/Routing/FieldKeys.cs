namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>The keys of several field values, compared element by element.</summary>
internal readonly struct FieldKeys : IEquatable<FieldKeys>
{
    private readonly object[] _keys;
    private readonly int _hash;

    public FieldKeys(object[] keys)
    {
        var hash = default(HashCode);
        foreach (var key in keys) hash.Add(key);
        (_keys, _hash) = (keys, hash.ToHashCode());
    }

    public bool Equals(FieldKeys other) => _hash == other._hash && _keys.AsSpan().SequenceEqual(other._keys);

    public override bool Equals(object? obj) => obj is FieldKeys other && Equals(other);

    public override int GetHashCode() => _hash;
}
