using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Application properties as received bytes, decoded on first access.</summary>
internal sealed class EncodedProperties(ReadOnlyMemory<byte> section) : IReadOnlyDictionary<string, object?>
{
    // Two threads may both decode; the results are equal.
    private Dictionary<string, object?>? _values;

    public ReadOnlyMemory<byte> Section { get; } = section;

    public int Count => Values.Count;

    IEnumerable<string> IReadOnlyDictionary<string, object?>.Keys => Values.Keys;

    IEnumerable<object?> IReadOnlyDictionary<string, object?>.Values => Values.Values;

    private Dictionary<string, object?> Values =>
        _values ??= Section.IsEmpty ? [] : MessageMapping.ReadProperties(MessageMapping.Decode(Section).ApplicationProperties?.Map);

    public object? this[string key] => Values[key];

    public bool ContainsKey(string key) => Values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => Values.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
