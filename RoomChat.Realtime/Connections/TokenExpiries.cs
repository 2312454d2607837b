using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>Watches connections with tokens: warns their clients before the expiry, and closes them after it.</summary>
internal sealed class TokenExpiries(IOptions<TokenExpiryOptions> options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>The expiry that the client was last warned of; 0 before that.</summary>
    private readonly ConcurrentDictionary<Connection, long> _told = new();

    /// <summary>Starts to watch a connection, if its caller has a token.</summary>
    public void Watch(Connection connection)
    {
        if (connection.Caller.ExpiresAt is not null) _told.TryAdd(connection, 0);
    }

    /// <summary>Removes a closed connection.</summary>
    public void Forget(Connection connection) => _told.TryRemove(connection, out _);

    /// <summary>
    /// Warns clients whose token expires soon, once per token, and closes connections with expired tokens.
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
