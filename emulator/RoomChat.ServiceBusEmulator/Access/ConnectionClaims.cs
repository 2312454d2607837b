namespace RoomChat.ServiceBusEmulator.Access;

/// <summary>What the tokens of one connection opened, and until when. Safe for any thread.</summary>
internal sealed class ConnectionClaims
{
    /// <summary>Paths; clients send a token for each of their links.</summary>
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

    /// <summary>Until when a path is, or was, open; null when it never was.</summary>
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
