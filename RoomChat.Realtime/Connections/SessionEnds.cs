using RoomChat.Contracts;
using RoomChat.Messaging.EndedSessions;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using StackExchange.Redis;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Closes the connections of ended sessions. It polls the list instead of subscribing to a channel: entries missed during a broken
/// connection are in the next answer.
/// </summary>
internal sealed partial class SessionEnds(
    IEndedSessions sessions, ConnectionRegistry connections, TimeProvider time, ILogger<SessionEnds> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(750);
    // Longer than a gateway may accept an ended session, than a ticket is valid, and than a handshake lasts. So connections that are
    // accepted meanwhile are closed, too.
    private static readonly TimeSpan Overlap = Ticket.Lifetime + TimeSpan.FromSeconds(10);

    private DateTimeOffset? _readTo;
    private bool _isAway;

    /// <summary>Closes the connections of all sessions that ended since the last call, or shortly before it.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        var ended = await sessions.ReadAsync(_readTo - Overlap, ct);
        _readTo = ended.Now;
        if (ended.UserIds.Count == 0) return;
        var users = ended.UserIds.ToHashSet(StringComparer.Ordinal);
        foreach (var connection in connections.All().Where(connection => IsOf(users, connection.Caller)))
            connection.Close(CloseCode.SessionEnded);
    }

    /// <summary>
    /// A guest's session has the user's id. An operator may also give the id of a signed-in user: then all the user's sessions end.
    /// </summary>
    private static bool IsOf(HashSet<string> ended, Caller caller) =>
        ended.Contains(caller.Id) || (caller.SessionId is { } session && ended.Contains(session));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            // Without connections there is nothing to close. The next read covers the gap.
            if (_readTo is null || connections.Count > 0) await TryLookAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TryLookAsync(CancellationToken ct)
    {
        try
        {
            await LookAsync(ct);
            if (_isAway) LogBack();
            _isAway = false;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            if (!_isAway) LogAway(e);
            _isAway = true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Redis does not answer: connections of ended sessions stay open until it does")]
    private partial void LogAway(Exception exception);

    [LoggerMessage(LogLevel.Information, "The list of ended sessions can be read again")]
    private partial void LogBack();
}
