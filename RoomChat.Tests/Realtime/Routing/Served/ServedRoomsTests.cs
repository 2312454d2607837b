using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Realtime.Routing.Served;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Routing.Served;

public sealed class ServedRoomsTests : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(4);

    private readonly FakeTimeProvider _time = new();
    private readonly RoomId _room = Said.AnyRoom();
    private readonly List<string> _done = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ServedRooms _rooms;
    private readonly Task _sweeping;
    private Task _beginning = Task.CompletedTask;
    private Task _ending = Task.CompletedTask;

    public ServedRoomsTests()
    {
        _rooms = new ServedRooms(
            async (_, ct) =>
            {
                Note("begin");
                await _beginning.WaitAsync(ct);
            },
            async (_, ct) =>
            {
                Note("end");
                await _ending.WaitAsync(ct);
            },
            Grace, _time, NullLogger.Instance);
        _sweeping = _rooms.SweepAsync(_stop.Token);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_several_need_is_put_there_once_and_stays_until_the_last_is_gone_for_the_grace_time()
    {
        var first = await _rooms.ServeAsync(_room, Ct);
        var second = await _rooms.ServeAsync(_room, Ct);
        await first.DisposeAsync();
        await first.DisposeAsync();
        Pass(Grace * 2);
        Assert.Equal(["begin"], Done);
        await second.DisposeAsync();
        Pass(Grace * 2);
        await Eventually.Holds(() => Done.SequenceEqual(["begin", "end"]), "it is taken away");
        await Eventually.Holds(() => _rooms.Snapshot().Count == 0, "nothing is left");
    }

    [Fact]
    public async Task Who_comes_back_within_the_grace_time_finds_it_there()
    {
        var first = await _rooms.ServeAsync(_room, Ct);
        await first.DisposeAsync();
        Pass(Grace / 2);
        await using var second = await _rooms.ServeAsync(_room, Ct);
        Pass(Grace * 2);
        Assert.Equal(["begin"], Done);
    }

    [Fact]
    public async Task Who_comes_while_it_is_taken_away_waits_and_has_it_put_there_again()
    {
        var ending = new TaskCompletionSource();
        _ending = ending.Task;
        var first = await _rooms.ServeAsync(_room, Ct);
        await first.DisposeAsync();
        Pass(Grace * 2);
        await Eventually.Holds(() => Done.Contains("end"), "it is being taken away");
        var second = _rooms.ServeAsync(_room, Ct);
        Assert.False(second.IsCompleted);
        ending.SetResult();
        await using var served = await second;
        Assert.Equal(["begin", "end", "begin"], Done);
    }

    [Fact]
    public async Task What_could_not_be_put_there_is_tried_anew_by_the_next()
    {
        _beginning = Task.FromException(new InvalidOperationException("The broker is away."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rooms.ServeAsync(_room, Ct));
        _beginning = Task.CompletedTask;
        await using var served = await _rooms.ServeAsync(_room, Ct);
        Assert.Equal(["begin", "begin"], Done);
    }

    [Fact]
    public async Task In_the_end_everything_is_taken_away()
    {
        await using var served = await _rooms.ServeAsync(_room, Ct);
        await _rooms.EndAllAsync();
        Assert.Equal(["begin", "end"], Done);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _sweeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _rooms.Dispose();
        _stop.Dispose();
    }

    private IReadOnlyList<string> Done
    {
        get
        {
            lock (_done) return [.. _done];
        }
    }

    private void Note(string what)
    {
        lock (_done) _done.Add(what);
    }

    /// <summary>Lets the sweeper's timer tick so often as it would.</summary>
    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Grace / 4) _time.Advance(Grace / 4);
    }
}
