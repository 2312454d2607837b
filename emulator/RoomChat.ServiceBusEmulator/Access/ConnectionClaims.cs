namespace RoomChat.ServiceBusEmulator.Access;

/// <summary>The paths that the tokens of one connection open, with their expiry. Thread-safe.</summary>
internal sealed class ConnectionClaims
{
    /// <summary>Largest number of paths. Clients send a token for each of their links.</summary>
    private const int Most = 5_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _expiries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a path; false when there are too many already.</summary>
    public bool TryAdd(string path, DateTimeOffset expires)
    {
        lock (_gate)
        {
            if (_expiries.Count >= Most && !_expiries.ContainsKey(path)) return false;
            _expiries[path] = expires;
            return true;
        }
    }

    /// <summary>The expiry of a path, which may be in the past; null when no token covers the path.</summary>
    public DateTimeOffset? ExpiryOf(string path)
    {
        lock (_gate)
        {
            DateTimeOffset? latest = null;
            foreach (var (above, expires) in _expiries)
            {
                if ((latest is null || expires > latest) && AccessTokens.Covers(above, path)) latest = expires;
            }

            return latest;
        }
    }
}
