using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Settings;
using RoomChat.ServiceBusEmulator.Topology;

namespace RoomChat.ServiceBusEmulator.Tests.Topology;

/// <summary>
/// Changes every value of a file that uses the whole schema. No error is skipped silently, and each error names its place.
/// </summary>
public sealed class TopologyStrictnessTests : IDisposable
{
    private const string Whole = """
        {
          "$schema": "schema.json",
          "UserConfig": {
            "Namespaces": [ {
              "Name": "sbemulatorns",
              "Queues": [ {
                "Name": "queue",
                "Properties": {
                  "DeadLetteringOnMessageExpiration": true,
                  "DefaultMessageTimeToLive": "PT30M",
                  "DuplicateDetectionHistoryTimeWindow": "PT1M",
                  "ForwardDeadLetteredMessagesTo": "",
                  "ForwardTo": "",
                  "LockDuration": "PT2M",
                  "MaxDeliveryCount": 7,
                  "RequiresDuplicateDetection": true,
                  "RequiresSession": true,
                  "AutoDeleteOnIdle": "PT10M",
                  "Status": "Active",
                  "UserMetadata": "mine" } } ],
              "Topics": [ {
                "Name": "topic",
                "Properties": {
                  "DefaultMessageTimeToLive": "PT30M",
                  "DuplicateDetectionHistoryTimeWindow": "PT1M",
                  "RequiresDuplicateDetection": true,
                  "AutoDeleteOnIdle": "PT10M",
                  "Status": "Active",
                  "UserMetadata": "mine" },
                "Subscriptions": [ {
                  "Name": "subscription",
                  "Properties": {
                    "DeadLetteringOnMessageExpiration": true,
                    "DefaultMessageTimeToLive": "PT30M",
                    "LockDuration": "PT2M",
                    "MaxDeliveryCount": 7,
                    "ForwardDeadLetteredMessagesTo": "",
                    "ForwardTo": "",
                    "RequiresSession": true,
                    "AutoDeleteOnIdle": "PT10M",
                    "DeadLetteringOnFilterEvaluationExceptions": false,
                    "Status": "Active",
                    "UserMetadata": "mine" },
                  "Rules": [ {
                    "Name": "correlation",
                    "Properties": {
                      "FilterType": "Correlation",
                      "CorrelationFilter": {
                        "ContentType": "a", "CorrelationId": "b", "Label": "c", "MessageId": "d", "ReplyTo": "e", "ReplyToSessionId": "f",
                        "SessionId": "g", "To": "h", "Properties": { "text": "x", "number": 1, "flag": true } },
                      "SqlFilter": {} } }, {
                    "Name": "sql",
                    "Properties": {
                      "FilterType": "Sql",
                      "CorrelationFilter": {},
                      "SqlFilter": { "SqlExpression": "n = 1" },
                      "Action": { "SqlExpression": "SET n = 2" } } } ] } ] } ]
            } ],
            "Logging": { "Type": "File,Console" }
          }
        }
        """;

    /// <summary>Required values. All others have a default.</summary>
    private static readonly Regex Needed = new(
        @"^\$\.UserConfig(\.Namespaces)?$|\]$|(?<!Namespaces\[0\])\.Name$|Rules\[.\]\.Properties$|\.FilterType$|"
        + @"Rules\[0\].*\.CorrelationFilter$|CorrelationFilter\.Properties\.|Rules\[1\].*\.SqlFilter(\.SqlExpression)?$",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Whole_schema_is_accepted_and_filter_fields_are_read()
    {
        using var entities = Load(Whole);
        var filter = (CorrelationFilter)entities.GetSubscription("topic", "subscription").Rules[0].Filter;
        Assert.Equal(("a", "b", "c", "d"), (filter.ContentType, filter.CorrelationId, filter.Label, filter.MessageId));
        Assert.Equal(("e", "f", "g", "h"), (filter.ReplyTo, filter.ReplyToSessionId, filter.SessionId, filter.To));
        Assert.Equal(["x", 1L, true], filter.Properties.Values);
    }

    [Fact]
    public void Null_is_the_default_of_every_setting()
    {
        foreach (var path in Paths())
        {
            var message = Refusal(Set(path, value: null));
            if (Needed.IsMatch(path)) AssertSays(message, path, "null");
            else Assert.True(message is null, $"{path}: {message}");
        }
    }

    [Fact]
    public void Missing_member_equals_a_null_member()
    {
        foreach (var path in Paths().Where(path => !path.EndsWith(']') && !IsProperty(path)))
            Assert.Equal(Refusal(Set(path, value: null)) is null, Refusal(Without(path)) is null);
    }

    [Fact]
    public void Value_of_wrong_kind_is_refused_with_line_and_path()
    {
        JsonNode[] others = [JsonValue.Create("other"), JsonValue.Create(12345), JsonValue.Create(true), new JsonObject(), new JsonArray()];
        foreach (var path in Paths())
        {
            foreach (var other in others.Where(other => IsOtherKind(At(Parse(), path)!, other, path)))
                AssertSays(Refusal(Set(path, other.DeepClone())), path, "other");
        }
    }

    [Theory]
    [InlineData("Entities", "[]")]
    [InlineData("Subject", "\"x\"")]
    [InlineData("lockduration2", "null")]
    [InlineData("Properties2", "{}")]
    public void Unknown_member_is_refused_with_the_allowed_names(string name, string value)
    {
        foreach (var path in Paths().Append("$").Where(path => At(Parse(), path) is JsonObject && !IsPropertyBag(path)))
        {
            var root = Parse();
            var parent = (JsonObject)At(root, path)!;
            parent[name] = JsonNode.Parse(value);
            var message = Refusal(root.ToJsonString(Indented));
            AssertSays(message, $"{path}.{name}", name);
            Assert.Contains($"'{name}' is not known; allowed here: ", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Duplicate_member_is_refused_ignoring_case()
    {
        AssertSays(Refusal("""{"UserConfig":{"Namespaces":[{"queues":[],"Queues":[]}]}}"""), "$.UserConfig.Namespaces[0].Queues", "twice");
        AssertSays(
            Refusal(Whole.Replace("\"number\": 1", "\"text\": 1", StringComparison.Ordinal)),
            "$.UserConfig.Namespaces[0].Topics[0].Subscriptions[0].Rules[0].Properties.CorrelationFilter.Properties.text",
            "twice");
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static JsonNode Parse() => JsonNode.Parse(Whole)!;

    /// <summary>The paths of all values except the root and the schema hint for editors.</summary>
    private static IEnumerable<string> Paths() =>
        Below(Parse()).Select(node => node.GetPath()).Where(path => !path.Contains("schema", StringComparison.Ordinal));

    private static IEnumerable<JsonNode> Below(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value!).SelectMany(value => Below(value).Prepend(value)),
        JsonArray items => items.Select(item => item!).SelectMany(value => Below(value).Prepend(value)),
        _ => [],
    };

    private static JsonNode? At(JsonNode root, string path) => Below(root).Prepend(root).First(node => node.GetPath() == path);

    private static string Set(string path, JsonNode? value)
    {
        var root = Parse();
        var node = At(root, path)!;
        if (node.Parent is JsonArray items) items[node.GetElementIndex()] = value;
        else ((JsonObject)node.Parent!)[node.GetPropertyName()] = value;
        return root.ToJsonString(Indented);
    }

    private static string Without(string path)
    {
        var root = Parse();
        var node = At(root, path)!;
        ((JsonObject)node.Parent!).Remove(node.GetPropertyName());
        return root.ToJsonString(Indented);
    }

    private static bool IsPropertyBag(string path) => path.EndsWith("CorrelationFilter.Properties", StringComparison.Ordinal);

    private static bool IsProperty(string path) => path.Contains("CorrelationFilter.Properties.", StringComparison.Ordinal);

    /// <summary>Properties of a filter may have any simple value.</summary>
    private static bool IsOtherKind(JsonNode node, JsonNode other, string path)
    {
        var (now, wanted) = (node.GetValueKind(), other.GetValueKind());
        if (now == wanted || (now is JsonValueKind.True or JsonValueKind.False && wanted is JsonValueKind.True)) return false;
        return !IsProperty(path) || wanted is JsonValueKind.Object or JsonValueKind.Array;
    }

    private static void AssertSays(string? message, string path, string what)
    {
        Assert.True(message is not null, $"{path} with {what} was skipped in silence");
        Assert.Matches("line [0-9]+: ", message);
        Assert.Contains(path[..(path.LastIndexOf('.') is > 0 and var end ? end : path.Length)], message, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"System\.|RoomChat\.|Nullable|Int32|Boolean|IReadOnly", message);
    }

    private string? Refusal(string json)
    {
        try
        {
            Load(json).Dispose();
            return null;
        }
        catch (EmulatorStartException exception)
        {
            return exception.Message;
        }
    }

    private ServiceBusNamespace Load(string json)
    {
        File.WriteAllText(_path, json);
        var entities = new ServiceBusNamespace(new FakeTimeProvider());
        TopologyLoader.Apply(_path, entities);
        return entities;
    }
}
