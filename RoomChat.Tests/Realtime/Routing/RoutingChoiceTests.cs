using Microsoft.Extensions.Options;
using RoomChat.Realtime.Routing;

namespace RoomChat.Tests.Realtime.Routing;

public sealed class RoutingChoiceTests
{
    [Fact]
    public void A_strategy_is_chosen_by_its_name_in_any_case()
    {
        Assert.Equal("Second", Choose("sEcond").Strategy.Name);
    }

    [Fact]
    public void Unknown_name_is_an_error_that_lists_known_names()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Choose("Telepathy"));
        Assert.Contains("'Telepathy'; known are: First, Second.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Strategy_with_an_objection_is_refused_with_its_text()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Choose("first", objection: "Not here."));
        Assert.Contains("Not here.", error.Message, StringComparison.Ordinal);
    }

    private static RoutingChoice Choose(string name, string? objection = null) =>
        new([new Named("First", objection), new Named("Second", null)], Options.Create(new RoutingOptions { Strategy = name }));

    private sealed class Named(string name, string? objection) : IRoutingStrategy
    {
        public string Name => name;

        public string? Objection => objection;

        public Task RunAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
