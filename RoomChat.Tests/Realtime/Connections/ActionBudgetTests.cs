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

    private static int Spend(ActionBudget budget) => Enumerable.Range(0, 10).Count(_ => budget.TrySpend());
}
