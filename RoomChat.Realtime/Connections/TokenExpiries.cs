using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>The connections whose caller's token expires: tells their clients before, and closes them after.</summary>
internal sealed class TokenExpiries(IOptions<TokenExpiryOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The expiry that the client was told of last; 0 before that.</summary>
    private readonly ConcurrentDictionary<Connection, long> _told = new();

    /// <summary>A connection is opened. One whose caller has no token is not watched.</summary>
    public void Watch(Connection connection)
    {
        if (connection.Caller.ExpiresAt is not null) _told.TryAdd(connection, 0);
    }

    /// <summary>A connection is closed.</summary>
    public void Forget(Connection connection) => _told.TryRemove(connection, out _);

    /// <summary>
    /// Tells the clients whose token is about to expire, once for each token, and closes the connections of those that have expired.
    /// </summary>
    public void Look()
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (connection, told) in _told)
        {
            if (connection.Caller.ExpiresAt is not { } expiresAt) continue;
            var left = expiresAt - now;
            if (left <= 0)
            {
                connection.Close(CloseCode.TokenExpired);
            }
            else if (left <= options.Value.Notice.TotalSeconds && told != expiresAt)
            {
                _told.TryUpdate(connection, expiresAt, told);
                connection.Send(ExpiryNotice.Of(left));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Look();
    }
}
