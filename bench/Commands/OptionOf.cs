using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace RoomChat.Benchmarks.Commands;

/// <summary>The kinds of options of the commands.</summary>
internal static class OptionOf
{
    /// <summary>A whole number.</summary>
    /// <param name="name">The name with its hyphens.</param>
    /// <param name="standard">The default value.</param>
    /// <param name="description">The description in the help.</param>
    /// <param name="least">The smallest allowed value.</param>
    public static Option<int> Count(string name, int standard, string description, int least = 1) =>
        Number(name, "N", standard, description, value => value >= least, string.Create(CultureInfo.InvariantCulture, $"{least} or more"));

    /// <summary>The seed of random numbers. The same seed gives the same numbers.</summary>
    public static Option<int> Seed(string description) => Count("--seed", 1, description, int.MinValue);

    /// <summary>A number above 0.</summary>
    /// <param name="name">The name with its hyphens.</param>
    /// <param name="unit">The unit in capitals.</param>
    /// <param name="standard">The default value.</param>
    /// <param name="description">The description in the help.</param>
    public static Option<double> Amount(string name, string unit, double standard, string description) =>
        Number(name, unit, standard, description, static value => value > 0 && double.IsFinite(value), "more than 0");

    /// <summary>A number that may be 0.</summary>
    /// <inheritdoc cref="Amount"/>
    public static Option<double> AmountOrNone(string name, string unit, double standard, string description) =>
        Number(name, unit, standard, description, static value => value >= 0 && double.IsFinite(value), "0 or more");

    /// <summary>A name of an enumeration, in any case.</summary>
    public static Option<TEnum> Choice<TEnum>(string name, TEnum standard, string description)
        where TEnum : struct, Enum
    {
        var option = new Option<TEnum>(name) { Description = description, DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Enum.GetNames<TEnum>());
        return option;
    }

    /// <summary>The path of an output file.</summary>
    public static Option<string?> File(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = "FILE", Description = description };
        option.AcceptLegalFilePathsOnly();
        return option;
    }

    private static Option<T> Number<T>(string name, string unit, T standard, string description, Func<T, bool> isGood, string good)
        where T : struct, INumber<T>
    {
        return new Option<T>(name)
        {
            HelpName = unit,
            Description = description,
            DefaultValueFactory = _ => standard,
            CustomParser = Parse,
        };

        T Parse(ArgumentResult given)
        {
            var text = given.Tokens[0].Value;
            if (!T.TryParse(text, CultureInfo.InvariantCulture, out var value)) given.AddError($"{name} does not know '{text}'.");
            else if (!isGood(value)) given.AddError($"{name} must be {good}.");
            return value;
        }
    }
}
