using System.CommandLine;
using System.CommandLine.Parsing;

namespace RoomChat.Benchmarks.Commands;

/// <summary>An option whose value is a comma-separated list.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
internal sealed class ListOption<T> : Option<IReadOnlyList<T>>
{
    private readonly Func<string, IEnumerable<T>> _read;
    private readonly IReadOnlyList<T> _standard;

    /// <param name="name">The name with its hyphens.</param>
    /// <param name="valueName">The name of the list in the help.</param>
    /// <param name="standard">The default value; an empty string is an empty list.</param>
    /// <param name="description">The description in the help.</param>
    /// <param name="read">Returns the elements of one part of the list, or nothing when the part is invalid.</param>
    public ListOption(string name, string valueName, string standard, string description, Func<string, IEnumerable<T>> read)
        : base(name)
    {
        _read = read;
        _standard = [.. Split(standard).SelectMany(read)];
        HelpName = valueName;
        Description = standard.Length == 0 ? description : $"{description} [default: {standard}]";
        CustomParser = Parse;
    }

    /// <summary>The list from a command line.</summary>
    public IReadOnlyList<T> Of(ParseResult given) => given.GetValue(this) ?? _standard;

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private List<T> Parse(ArgumentResult given)
    {
        var values = new List<T>();
        foreach (var part in Split(given.Tokens[0].Value))
        {
            var before = values.Count;
            values.AddRange(_read(part));
            if (values.Count == before) given.AddError($"{Name} does not know '{part}'.");
        }

        if (values.Count == 0 && !given.Errors.Any()) given.AddError($"{Name} has no value.");
        return values;
    }
}
