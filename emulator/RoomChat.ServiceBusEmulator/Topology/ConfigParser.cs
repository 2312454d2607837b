using System.Text;
using System.Text.Json;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>
/// Reads JSON and records the line of each value. Accepts comments and trailing commas, because Microsoft's samples contain them.
/// </summary>
internal ref struct ConfigParser
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly ReadOnlySpan<byte> _json;
    private Utf8JsonReader _reader;
    private int _counted;
    private int _line = 1;

    private ConfigParser(ReadOnlySpan<byte> json)
    {
        _json = json;
        _reader = new Utf8JsonReader(json, Options);
    }

    /// <exception cref="FormatException">The text is not JSON; the message has the line.</exception>
    public static ConfigNode Parse(ReadOnlySpan<byte> json)
    {
        var parser = new ConfigParser(json.StartsWith(Encoding.UTF8.Preamble) ? json[Encoding.UTF8.Preamble.Length..] : json);
        try
        {
            parser._reader.Read();
            var root = parser.ReadValue("$");
            parser._reader.Read();
            return root;
        }
        catch (JsonException exception)
        {
            var position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            var what = position < 0 ? exception.Message : exception.Message[..position];
            throw new FormatException($"line {exception.LineNumber + 1}: this is not JSON: {what}", exception);
        }
        catch (InvalidOperationException exception)
        {
            throw new FormatException($"line {parser._line}: a text is not Unicode.", exception);
        }
    }

    private ConfigNode ReadValue(string path) => _reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(path),
        JsonTokenType.StartArray => ReadArray(path),
        JsonTokenType.String => new ConfigNode(JsonValueKind.String, path, Line()) { Text = _reader.GetString()! },
        JsonTokenType.Number => new ConfigNode(JsonValueKind.Number, path, Line()) { Text = Encoding.UTF8.GetString(_reader.ValueSpan) },
        JsonTokenType.True => new ConfigNode(JsonValueKind.True, path, Line()) { Text = "true" },
        JsonTokenType.False => new ConfigNode(JsonValueKind.False, path, Line()) { Text = "false" },
        _ => new ConfigNode(JsonValueKind.Null, path, Line()) { Text = "null" },
    };

    private ConfigNode ReadObject(string path)
    {
        var line = Line();
        var members = new List<KeyValuePair<string, ConfigNode>>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = _reader.GetString()!;
            _reader.Read();
            members.Add(new(name, ReadValue(path + Step(name))));
        }

        return new ConfigNode(JsonValueKind.Object, path, line) { Members = members };
    }

    private ConfigNode ReadArray(string path)
    {
        var line = Line();
        var items = new List<ConfigNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(ReadValue($"{path}[{items.Count}]"));
        return new ConfigNode(JsonValueKind.Array, path, line) { Items = items };
    }

    private static string Step(string name) => name.Length > 0 && name.All(char.IsAsciiLetterOrDigit) ? $".{name}" : $"['{name}']";

    /// <summary>The line of the current token.</summary>
    private int Line()
    {
        var start = (int)_reader.TokenStartIndex;
        _line += _json[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
