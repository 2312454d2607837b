using System.Text.RegularExpressions;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>The manifest for azd. azd stops at an unknown type, and fails late at an expression without a target.</summary>
[Collection(Published.Name)]
public sealed partial class ManifestTests(PublishedSystem published)
{
    private static readonly string[] TypesOfAzd = ["project.v0", "azure.bicep.v0", "parameter.v0", "value.v0"];

    [Fact]
    public void Every_entry_has_a_type_that_azd_knows() =>
        Assert.All(published.Resources, entry => Assert.Contains(entry.Value!["type"]?.GetValue<string>(), TypesOfAzd));

    [Fact]
    public void Every_expression_names_something_that_is_there()
    {
        var expressions =
            Expression().Matches(published.Resources.ToJsonString()).Select(match => match.Groups["path"].Value.Split('.')).ToList();
        Assert.NotEmpty(expressions);
        Assert.All(expressions, path =>
        {
            Assert.True(published.Resources.ContainsKey(path[0]), $"'{string.Join('.', path)}' names no resource.");
            if (path[1] == "outputs")
                Assert.Contains($"output {path[2]} string", File.ReadAllText(published.ModuleOf(path[0])), StringComparison.Ordinal);
            if (path[1] == "secretOutputs")
                Assert.Contains($"name: '{path[2]}'", File.ReadAllText(published.ModuleOf(path[0])), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Services_get_their_settings_and_none_of_a_local_run()
    {
        Assert.Equal(
            ["api", "realtime", "web"],
            published.Resources.Where(entry => entry.Value!["type"]!.GetValue<string>() == "project.v0").Select(entry => entry.Key));
        var text = published.Resources.ToJsonString();
        Assert.All(
            ["emulator", "garnet", "localhost", "Development", ChatSystem.Key, "SAS_KEY_VALUE", "CloseTimeout", "userPrincipalId"],
            word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(
            "{subscription-key.value}",
            published.Resources["web"]!["env"]!["Gateway__Subscriptions__default__PrimaryKey"]!.GetValue<string>());
        Assert.True(published.Resources["subscription-key"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
        Assert.Equal("{redis-cache.secretOutputs.connectionString}", published.Resources["redis"]!["connectionString"]!.GetValue<string>());
    }

    [Fact]
    public void Gateway_and_realtime_are_external_and_API_is_internal()
    {
        Assert.True(IsExternal("web"));
        Assert.True(IsExternal("realtime"));
        Assert.False(IsExternal("api"));

        bool IsExternal(string service) => published.Resources[service]!["bindings"]!["http"]!["external"]?.GetValue<bool>() ?? false;
    }

    [Fact]
    public void SignalR_and_API_Management_need_a_setting()
    {
        string[] asked = ["signalr", "signalr-service", "api-management"];
        Assert.All(asked, resource => Assert.True(published.Resources.ContainsKey(resource)));
        Assert.All(asked, resource => Assert.False(published.Plain.ContainsKey(resource)));
        Assert.True(published.Plain.ContainsKey("insights"));
    }

    [GeneratedRegex(@"\{(?<path>[a-z][a-z0-9-]*(\.[a-zA-Z]+)+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
