using Microsoft.Extensions.Time.Testing;
using RoomChat.Realtime.Connections;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class ActionBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_burst_is_followed_by_the_steady_rate()
    {
        var budget = new ActionBudget(new ConnectionOptions { ActionBurst = 3, ActionsPerSecond = 2 }, _time);
        Assert.Equal(3, Spend(budget));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Spend(budget));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, Spend(budget));
    }

    [Theory]
    [InlineData("join")]
    [InlineData("typing")]
    [InlineData("read")]
    [InlineData("status")]
    public void Costly_actions_have_their_own_smaller_budget(string action)
    {
        var options = new ConnectionOptions { ActionBurst = 8, ActionsPerSecond = 8 };
        (options.JoinBurst, options.JoinsPerSecond) = (3, 1);
        (options.TypingBurst, options.TypingPerSecond) = (3, 1);
        (options.StatusBurst, options.StatusPerMinute) = (3, 60);
        var budget = new ActionBudget(options, _time);
        Assert.Equal(3, Spend(budget, action, tries: 4));
        Assert.Equal(4, Spend(budget));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Spend(budget, action, tries: 4));
    }

    [Fact]
    public void A_frame_that_cannot_be_read_costs_as_any_other() =>
        Assert.Equal(3, Spend(new ActionBudget(new ConnectionOptions { ActionBurst = 3 }, _time), action: null));

    [Fact]
    public async Task Pings_and_tiny_parts_wait_for_their_turn()
    {
        var budget = new ActionBudget(new ConnectionOptions { ActionBurst = 3, ActionsPerSecond = 2 }, _time);
        for (var spent = 0; spent < 3; spent++) Assert.True(SpendAsync().IsCompleted);
        var fourth = SpendAsync();
        Assert.False(fourth.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await fourth;
        Assert.Equal(3, Spend(budget));

        Task SpendAsync() => budget.SpendPingOrPartAsync(TestContext.Current.CancellationToken).AsTask();
    }

    private static int Spend(ActionBudget budget, string? action = "leave", int tries = 10) =>
        Enumerable.Range(0, tries).Count(_ => budget.TrySpend(action));
}
