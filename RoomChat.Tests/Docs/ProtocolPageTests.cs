using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Docs;

/// <summary><c>docs/protocol.md</c> names every action, frame, field and code, and its examples can be read.</summary>
public sealed partial class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "protocol.md"));

    [Theory]
    [InlineData(typeof(ClientFrame), "action")]
    [InlineData(typeof(ServerFrame), "type")]
    public void Every_frame_has_a_row_with_fields_and_an_example(Type family, string discriminator)
    {
        foreach (var frame in family.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>())
        {
            var row =
                Assert.Single(Rows(discriminator), row => row.StartsWith($"| `{frame.TypeDiscriminator}` |", StringComparison.Ordinal));
            Assert.All(
                FrameJsonContext.Wire.GetTypeInfo(frame.DerivedType)!.Properties,
                field => Assert.Contains($"`{field.Name}`", row, StringComparison.Ordinal));
            Assert.Contains($$"""{"{{discriminator}}":"{{frame.TypeDiscriminator}}"{{""}}""", Page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_example_of_a_frame_can_be_read()
    {
        var examples = Example().Matches(Page)
            .Select(match => match.Groups["frame"].Value)
            .Where(example => !example.Contains('…', StringComparison.Ordinal))
            .ToList();
        Assert.True(examples.Count > 20);
        foreach (var example in examples)
        {
            var family = example.StartsWith("{\"action\"", StringComparison.Ordinal) ? typeof(ClientFrame) : typeof(ServerFrame);
            var info = FrameJsonContext.Wire.GetTypeInfo(family)!;
            Assert.Equal(example, JsonSerializer.Serialize(JsonSerializer.Deserialize(example, info), info));
        }
    }

    [Fact]
    public void Every_error_code_and_close_code_has_its_row()
    {
        Assert.All(ErrorCodes.All, code => Assert.Contains($"\n| `{code}` |", Page, StringComparison.Ordinal));
        var closeCodes = typeof(CloseCode).GetFields().Where(field => field.IsStatic).Select(field => (CloseCode)field.GetValue(null)!);
        Assert.All(closeCodes, code => Assert.Contains($"\n| {code.Code} | `{code.Reason}`", Page, StringComparison.Ordinal));
    }

    /// <summary>The rows of the table whose first column has this name.</summary>
    private static IEnumerable<string> Rows(string column) =>
        Page.Split('\n')
            .SkipWhile(line => !line.StartsWith($"| {column} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

    [GeneratedRegex("""^(?:[→←] )?(?<frame>\{"(?:action|type)":.*\})$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
