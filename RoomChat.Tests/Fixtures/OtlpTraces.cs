using System.Globalization;
using System.Text;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// Reads an OTLP ExportTraceServiceRequest. The field numbers are those of opentelemetry-proto (trace.proto, resource.proto, common.proto).
/// </summary>
internal static class OtlpTraces
{
    internal static IReadOnlyList<ReceivedSpan> Read(byte[] request)
    {
        var spans = new List<ReceivedSpan>();
        foreach (var resourceSpans in Fields(request, 1))
        {
            var service = Fields(resourceSpans, 1).SelectMany(resource => Fields(resource, 1))
                .Select(ServiceName).FirstOrDefault(name => name is not null) ?? "";
            foreach (var span in Fields(resourceSpans, 2).SelectMany(scope => Fields(scope, 2)))
            {
                spans.Add(new ReceivedSpan(
                    service, Convert.ToHexStringLower(Fields(span, 1).First().Span), Text(Fields(span, 5).First()),
                    Fields(span, 9).ToDictionary(attribute => Text(Fields(attribute, 1).First()), Value, StringComparer.Ordinal)));
            }
        }
        return spans;
    }

    private static string? ServiceName(ReadOnlyMemory<byte> attribute) =>
        Text(Fields(attribute, 1).First()) == "service.name" ? Text(Fields(Fields(attribute, 2).First(), 1).First()) : null;

    /// <summary>An attribute's value: field 1 of AnyValue is a string, field 3 an integer.</summary>
    private static string Value(ReadOnlyMemory<byte> attribute)
    {
        var value = Fields(attribute, 2).First();
        if (value.Length == 0) return "";
        var at = 0;
        return (Varint(value.Span, ref at) >> 3) switch
        {
            1 => Text(Fields(value, 1).First()),
            3 => Varint(value.Span, ref at).ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The length-delimited fields with a number; other fields are skipped.</summary>
    private static List<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int wanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message.Span, ref at);
            switch (tag & 7)
            {
                case 0: _ = Varint(message.Span, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                case 2:
                    var length = (int)Varint(message.Span, ref at);
                    if (tag >> 3 == (ulong)wanted) found.Add(message.Slice(at, length));
                    at += length;
                    break;
                default: throw new FormatException($"Wire type {tag & 7} is not of protobuf 3.");
            }
        }
        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}
