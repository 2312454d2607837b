using RoomChat.Benchmarks.Fuzz;

namespace RoomChat.Tests.Benchmarks.Fuzz;

public sealed class FuzzRunTests
{
    [Fact]
    public void Any_input_is_accepted_or_refused_as_documented_and_fast()
    {
        var outcomes = FuzzRun.Try(new FuzzPlan(Inputs: 20_000, Seed: 7), TestContext.Current.CancellationToken);

        Assert.Empty(outcomes.SelectMany(outcome => outcome.Faults));
        Assert.All(outcomes, outcome => Assert.True(
            outcome.Accepted > 100 && outcome.Refused > 100,
            $"{outcome.Target}: {outcome.Accepted} accepted and {outcome.Refused} refused are a good mix"));
    }

    [Fact]
    public void Same_seed_gives_the_same_inputs()
    {
        Assert.Equal(Inputs(seed: 3), Inputs(seed: 3));
        Assert.NotEqual(Inputs(seed: 3), Inputs(seed: 4));

        static List<string> Inputs(int seed)
        {
            var target = new MessageTarget(seed);
            return [.. Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(target.Next()))];
        }
    }
}
