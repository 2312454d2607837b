using RoomChat.Contracts;
using RoomChat.Messaging.EndedSessions;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using StackExchange.Redis;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Closes the connections of sessions that were ended. It reads the list again and again instead of listening to a channel: what a broken
/// link hides is read with the next answer.
/// </summary>
internal sealed partial class SessionEnds(
    IEndedSessions sessions, ConnectionRegistry connections, TimeProvider time, ILogger<SessionEnds> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(750);
    // Longer than a gateway may take a session for a good one after its end, than a ticket is good, and than a handshake: connections that
    // are let in meanwhile are closed, too.
    private static readonly TimeSpan Overlap = Ticket.Lifetime + TimeSpan.FromSeconds(10);

    private DateTimeOffset? _readTo;
    private bool _isAway;

    /// <summary>Closes the connections of all sessions that were ended since the last look, or shortly before it.</summary>
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
    /// A guest's session goes by the user's id. An operator may name the id of a user who has signed in as well: then all end.
    /// </summary>
    private static bool IsOf(HashSet<string> ended, Caller caller) =>
        ended.Contains(caller.Id) || (caller.SessionId is { } session && ended.Contains(session));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            // Without connections there is nothing to close. The first look after that reads all sessions that were ended meanwhile.
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
