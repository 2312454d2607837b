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
    public async Task Shared_room_begins_once_and_ends_a_grace_time_later()
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
    public async Task Room_served_again_within_the_grace_time_does_not_end()
    {
        var first = await _rooms.ServeAsync(_room, Ct);
        await first.DisposeAsync();
        Pass(Grace / 2);
        await using var second = await _rooms.ServeAsync(_room, Ct);
        Pass(Grace * 2);
        Assert.Equal(["begin"], Done);
    }

    [Fact]
    public async Task Room_served_again_during_its_end_waits_and_begins_again()
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
    public async Task Failed_begin_is_retried_by_the_next_caller()
    {
        _beginning = Task.FromException(new InvalidOperationException("The broker is away."));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _rooms.ServeAsync(_room, Ct));
        _beginning = Task.CompletedTask;
        await using var served = await _rooms.ServeAsync(_room, Ct);
        Assert.Equal(["begin", "begin"], Done);
    }

    [Fact]
    public async Task EndAll_ends_every_room()
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

    /// <summary>Advances the clock so that the sweeper's timer ticks at its normal rate.</summary>
    private void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Grace / 4) _time.Advance(Grace / 4);
    }
}
