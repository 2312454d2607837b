using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomRates;

namespace RoomChat.Tests.Messaging.RoomRates;

public sealed class RoomRateAheadTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly CountedBudgets _budgets = new();
    private readonly RoomId _room = Said.AnyRoom();
    private readonly RoomRateAhead _rate;

    public RoomRateAheadTests() => _rate = Rate(_budgets);

    [Fact]
    public async Task Busy_sender_asks_for_a_tenth_of_its_messages()
    {
        for (var message = 0; message < 100; message++)
        {
            Assert.Equal(RoomRateVerdict.Taken, await TakeAsync());
            _time.Advance(TimeSpan.FromMilliseconds(20));
        }
        Assert.InRange(_budgets.Calls, 10, 14);
        Assert.InRange(_budgets.Given, 100, 110);
    }

    [Fact]
    public async Task Sender_of_one_message_a_second_takes_no_reserve()
    {
        for (var message = 0; message < 10; message++)
        {
            await TakeAsync();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal((10, 10), (_budgets.Calls, _budgets.Given));
    }

    [Fact]
    public async Task Reserve_expires_after_a_second_without_use()
    {
        for (var message = 0; message < 5; message++) await TakeAsync();
        var calls = _budgets.Calls;
        await TakeAsync();
        Assert.Equal(calls, _budgets.Calls);
        _time.Advance(TimeSpan.FromSeconds(1));
        await TakeAsync();
        Assert.Equal(calls + 1, _budgets.Calls);
    }

    [Fact]
    public async Task Only_one_of_concurrent_callers_takes_a_reserve()
    {
        await TakeAsync();
        _budgets.Hold();
        var asking = Enumerable.Range(0, 20).Select(_ => TakeAsync()).ToList();
        _budgets.LetGo();
        await Task.WhenAll(asking);
        Assert.Equal(1 + 2 + 19, _budgets.Given);
    }

    [Fact]
    public async Task Another_sender_and_another_room_have_separate_reserves()
    {
        for (var message = 0; message < 5; message++) await TakeAsync();
        var calls = _budgets.Calls;
        await TakeAsync("bob");
        await _rate.TakeAsync(Said.AnyRoom(), "ann", mayMake: true, TestContext.Current.CancellationToken);
        Assert.Equal(calls + 2, _budgets.Calls);
    }

    [Fact]
    public async Task Failed_call_is_repeated_by_the_next_message()
    {
        _budgets.Failure = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(() => TakeAsync());
        _budgets.Failure = null;
        Assert.Equal(RoomRateVerdict.Taken, await TakeAsync());
    }

    [Fact]
    public async Task Senders_that_are_silent_are_forgotten()
    {
        for (var sender = 0; sender < 50; sender++) await TakeAsync($"sender-{sender}");
        _time.Advance(TimeSpan.FromSeconds(3));
        await TakeAsync("last");
        Assert.Equal(1, _rate.Remembered);
    }

    [Property]
    public async Task Accepted_messages_never_exceed_the_budgets(byte[] pauses)
    {
        var budgets = new CountedBudgets { Left = 40 };
        var rate = Rate(budgets);
        var through = 0;
        foreach (var pause in pauses)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5 * pause));
            var answer = await rate.TakeAsync(_room, "ann", mayMake: true, TestContext.Current.CancellationToken);
            if (answer.Verdict == RoomRateVerdict.Taken) through++;
        }
        Assert.InRange(through, Math.Min(pauses.Length, 1), budgets.Given);
    }

    private RoomRateAhead Rate(IRoomBudgets budgets) => new(budgets, Options.Create(new RoomRateOptions()), _time);

    private async Task<RoomRateVerdict> TakeAsync(string sender = "ann") =>
        (await _rate.TakeAsync(_room, sender, mayMake: true, TestContext.Current.CancellationToken)).Verdict;

    /// <summary>Gives as many messages as are left.</summary>
    private sealed class CountedBudgets : IRoomBudgets
    {
        private TaskCompletionSource? _held;

        public int Calls { get; private set; }

        public int Given { get; private set; }

        public int Left { get; set; } = 10_000;

        public Exception? Failure { get; set; }

        public void Hold() => _held = new TaskCompletionSource();

        public void LetGo() => _held!.SetResult();

        public async Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, int most, CancellationToken ct)
        {
            Calls++;
            if (_held is { } held) await held.Task;
            if (Failure is { } failure) throw failure;
            var given = Math.Min(most, Left);
            (Left, Given) = (Left - given, Given + given);
            return given == 0
                ? new RoomRateAnswer(RoomRateVerdict.SenderMustWait, TimeSpan.FromSeconds(1))
                : new RoomRateAnswer(RoomRateVerdict.Taken, Messages: given);
        }
    }
}
