using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Routing;

/// <summary>The strategy in the settings. An unknown name, or an objection of the strategy, stops the start-up.</summary>
internal sealed class RoutingChoice(IEnumerable<IRoutingStrategy> strategies, IOptions<RoutingOptions> options)
{
    public IRoutingStrategy Strategy { get; } = Choose([.. strategies], options.Value.Strategy);

    private static IRoutingStrategy Choose(IReadOnlyList<IRoutingStrategy> strategies, string name)
    {
        var chosen = strategies.FirstOrDefault(strategy => string.Equals(strategy.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw Refused(
                $"Routing:Strategy is '{name}'; known are: {string.Join(", ", strategies.Select(strategy => strategy.Name))}.");
        return chosen.Objection is { } objection ? throw Refused(objection) : chosen;
    }

    private static OptionsValidationException Refused(string why) => new(nameof(RoutingOptions), typeof(RoutingOptions), [why]);
}
