using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Repository;

namespace RoomChat.Tests.Docs;

/// <summary><c>docs/asyncapi.yaml</c> matches the Contracts: every action and frame, every field, and examples that can be read.</summary>
public sealed class AsyncApiTests
{
    private static readonly JsonNode Document = YamlFile.Read("docs/asyncapi.yaml");

    public static TheoryData<Type> Frames => [.. Families.SelectMany(family => FramesOf(family)).Select(frame => frame.DerivedType)];

    private static Type[] Families => [typeof(ClientFrame), typeof(ServerFrame)];

    [Theory]
    [MemberData(nameof(Frames))]
    public void Every_frame_is_described_with_its_name_and_every_field(Type frame)
    {
        var name = (string)FramesOf(frame.BaseType!).Single(known => known.DerivedType == frame).TypeDiscriminator!;
        var discriminator = frame.BaseType == typeof(ClientFrame) ? "action" : "type";
        var message = Document["components"]!["messages"]![frame.Name]!;
        Assert.Equal(name, (string?)message["name"]);
        Assert.Equal(name, (string?)message["payload"]!["properties"]![discriminator]!["const"]);
        AssertFields(message["payload"]!, frame, discriminator);
        Assert.Equal($"#/components/messages/{frame.Name}", (string?)Document["channels"]!["chat"]!["messages"]![frame.Name]!["$ref"]);
        Assert.Contains($"#/channels/chat/messages/{frame.Name}", OperationRefs());
    }

    [Fact]
    public void Described_messages_are_exactly_those_of_the_protocol() => Assert.Equal(
        Families.SelectMany(family => FramesOf(family)).Select(frame => frame.DerivedType.Name).Order(StringComparer.Ordinal),
        Document["components"]!["messages"]!.AsObject().Select(message => message.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void Parts_of_frames_are_described_with_every_field()
    {
        var schemas = Document["components"]!["schemas"]!;
        AssertFields(schemas["User"]!, typeof(ChatUser));
        AssertFields(schemas["Member"]!, typeof(RoomMember));
        AssertFields(schemas["KeptMessage"]!, typeof(ServerFrame.Message));
        Assert.Equal(
            ErrorCodes.All,
            schemas["ErrorCode"]!["examples"]!.AsArray().Select(code => (string)code!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void Every_example_is_a_frame_without_extra_fields(Type frame)
    {
        var examples = Document["components"]!["messages"]![frame.Name]!["examples"]!.AsArray();
        Assert.NotEmpty(examples);
        var family = FrameJsonContext.Wire.GetTypeInfo(frame.BaseType!)!;
        foreach (var payload in examples.Select(example => example!["payload"]!))
        {
            var read = JsonSerializer.Deserialize(payload, family);
            Assert.IsType(frame, read);
            Assert.True(JsonNode.DeepEquals(payload, JsonSerializer.SerializeToNode(read, family)), payload.ToJsonString());
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere() => Assert.All(
        Descendants(Document).OfType<JsonObject>()
            .Where(node => node.ContainsKey("$ref"))
            .Select(node => (string)node["$ref"]!)
            .Distinct(StringComparer.Ordinal),
        reference => Assert.NotNull(reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)Document, (node, part) => node?[part])));

    private static void AssertFields(JsonNode schema, Type type, string? discriminator = null)
    {
        var fields = FrameJsonContext.Wire.GetTypeInfo(type)!.Properties;
        string[] own = discriminator is null ? [] : [discriminator];
        Assert.Equal(
            fields.Select(field => field.Name).Concat(own).Order(StringComparer.Ordinal),
            schema["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.Equal(
            fields.Where(IsRequired).Select(field => field.Name).Concat(own).Order(StringComparer.Ordinal),
            schema["required"]!.AsArray().Select(name => (string)name!).Order(StringComparer.Ordinal));
    }

    private static bool IsRequired(JsonPropertyInfo field) => field.AssociatedParameter is { HasDefaultValue: false };

    private static IEnumerable<JsonDerivedTypeAttribute> FramesOf(Type family) =>
        family.GetCustomAttributes(typeof(JsonDerivedTypeAttribute), inherit: false).Cast<JsonDerivedTypeAttribute>();

    private static HashSet<string> OperationRefs() =>
        [
            .. Descendants(Document["operations"]!).OfType<JsonObject>()
                .Where(node => node.ContainsKey("$ref")).Select(node => (string)node["$ref"]!)
        ];

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(field => field.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(Descendants).Prepend(node);
    }
}
