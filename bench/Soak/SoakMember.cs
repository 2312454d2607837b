using System.Globalization;
using RoomChat.Client;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>
/// One connection that joins, leaves, is cut, returns with a new client and reads slowly, at random times. It does one at a time.
/// </summary>
internal sealed class SoakMember(
    int number, SoakPlan plan, IReadOnlyList<RoomId> rooms, SoakServers servers,
    SoakChecker checker, SoakCrowd crowd, Sabotage sabotage) : IAsyncDisposable
{
    private const int MostRooms = 3;
    private const double FirstRooms = 2;
    private const int SmallQueue = 16;
    private const double SlowReaders = 0.1;
    private static readonly TimeSpan BetweenWhims = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MeanPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(1);

    private readonly Dice _dice = new(plan.Seed, 2 * number);
    private readonly Dice _network = new(plan.Seed, (2 * number) + 1);
    private readonly List<SoakStay> _stays = [];
    private BreakableSocket? _socket;
    private RoomChatClient? _client;

    public bool IsConnected => Volatile.Read(ref _client)?.State is ConnectionState.Connected;

    public int Stays => _stays.Count;

    /// <summary>Runs until cancellation.</summary>
    public async Task LiveAsync(CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
            for (var joined = 0; joined < FirstRooms; joined++) await JoinAsync(ct);
            while (true)
            {
                await Task.Delay(_dice.Until(BetweenWhims), ct);
                await FollowWhimAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The run is over. EndAsync ends the stays.
            return;
        }
        catch (RoomChatException e)
        {
            checker.Report(SoakFault.Refused, string.Create(CultureInfo.InvariantCulture, $"member {number}: {e.Message}"));
        }
    }

    /// <summary>Receives the remaining messages of its rooms.</summary>
    public Task EndAsync(CancellationToken ct) => Task.WhenAll(_stays.Select(stay => stay.EndAsync(ct)));

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client) await client.DisposeAsync();
    }

    private Task FollowWhimAsync(CancellationToken ct)
    {
        if (_dice.Chance(0.3)) return BreakAsync();
        if (_dice.Chance(0.15)) return ReturnAsync(ct);
        if (_dice.Chance(0.15)) return PauseAsync();
        return _stays.Count < MostRooms && (_stays.Count == 0 || _dice.Chance(0.6)) ? JoinAsync(ct) : LeaveAsync(ct);
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        var client = new RoomChatClient(new RoomChatClientOptions
        {
            Endpoint = servers.Endpoints[0],
            MaxQueuedEvents = _dice.Chance(SlowReaders) ? SmallQueue : 4096,
            CreateSocket = () => _socket = new BreakableSocket(servers.Endpoints, _network),
        });
        Volatile.Write(ref _client, client);
        await client.ConnectAsync(ct);
    }

    private async Task JoinAsync(CancellationToken ct)
    {
        var roomId = _dice.Pick(rooms);
        if (_stays.Exists(stay => stay.RoomId == roomId)) return;
        try
        {
            // With a position that is in the log, or without one.
            _stays.Add(_dice.Chance(0.5)
                ? await SoakStay.JoinAsync(_client!, roomId, checker.HeardOf(roomId), checker, sabotage, ct)
                : await SoakStay.JoinAsync(_client!, roomId, checker, sabotage, ct));
            crowd.Joined();
        }
        catch (RoomChatException e) when (e.MayRetry)
        {
            crowd.Retried();
        }
    }

    private async Task LeaveAsync(CancellationToken ct)
    {
        var stay = _dice.Pick(_stays);
        await stay.LeaveAsync(ct);
        _stays.Remove(stay);
        crowd.Left();
    }

    private async Task BreakAsync()
    {
        if (_socket is { } socket) await socket.BreakAsync();
        crowd.Broke();
    }

    private Task PauseAsync()
    {
        foreach (var stay in _stays) stay.Pause(_dice.Until(MeanPause));
        crowd.Paused();
        return Task.CompletedTask;
    }

    private async Task ReturnAsync(CancellationToken ct)
    {
        await _client!.DisposeAsync();
        crowd.Returned();
        await Task.Delay(_dice.Until(Away), CancellationToken.None);
        // No cancellation, not even at the end of a run: a stay without a client would miss messages.
        await ConnectAsync(CancellationToken.None);
        foreach (var stay in _stays)
        {
            while (!await ContinuesAsync(stay)) await Task.Delay(BeforeNextTry, CancellationToken.None);
        }
    }

    private async Task<bool> ContinuesAsync(SoakStay stay)
    {
        try
        {
            await stay.ContinueAsync(_client!, CancellationToken.None);
            return true;
        }
        catch (RoomChatException e) when (e.MayRetry)
        {
            crowd.Retried();
            return false;
        }
    }
}
