using System.Globalization;
using System.Text;
using RoomChat.Realtime.Connections;
using YamlDotNet.RepresentationModel;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>A template replaces azd's own and fixes values that azd would take from the manifest: these tests compare the two.</summary>
[Collection(Published.Name)]
public sealed class ContainerAppTemplateTests(PublishedSystem published)
{
    /// <summary>Time in which a stopping service finishes its requests: the default of the generic host.</summary>
    private static readonly TimeSpan ShutdownTimeout = new Microsoft.Extensions.Hosting.HostOptions().ShutdownTimeout;

    /// <summary>Silence after which the ingress of Container Apps closes a connection.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(240);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("web")]
    [InlineData("api")]
    [InlineData("realtime")]
    public void Environment_is_that_of_the_manifest(string service)
    {
        var expected = published.Plain[service]!["env"]!.AsObject();
        var template = new ContainerAppTemplate(service);

        Assert.Equal(
            expected.Select(entry => entry.Key).Append("AZURE_CLIENT_ID").Order(StringComparer.Ordinal),
            template.Environment.Select(entry => entry["name"].ToString()).Order(StringComparer.Ordinal));
        // Fixed values are equal. azd knows the other values only at deployment.
        foreach (var (name, value) in expected.Where(entry => !entry.Value!.GetValue<string>().Contains('{', StringComparison.Ordinal)))
            Assert.Equal(value!.GetValue<string>(), template.Value(name));
    }

    [Theory]
    [InlineData("web")]
    [InlineData("api")]
    [InlineData("realtime")]
    public void Placeholders_are_names_that_azd_has(string service)
    {
        // azd's own names, and outputs of modules that the environment or connection string of a service uses.
        string[] own =
        [
            "AZURE_LOCATION",
            "AZURE_CONTAINER_REGISTRY_MANAGED_IDENTITY_ID",
            "AZURE_CONTAINER_APPS_ENVIRONMENT_ID",
            "AZURE_CONTAINER_REGISTRY_ENDPOINT",
            "AZURE_CONTAINER_APPS_ENVIRONMENT_DEFAULT_DOMAIN", "MANAGED_IDENTITY_CLIENT_ID",
            // The Key Vault of "redis-cache": "kv" and the 32 bits of FNV-1a of the resource's name.
            "SERVICE_BINDING_KV9DC776CF_ENDPOINT",
        ];
        var named = string.Concat(
            published.Plain.Select(entry => $"{entry.Value!["env"]?.ToJsonString()}{entry.Value["connectionString"]?.ToJsonString()}"));
        foreach (var name in
            new ContainerAppTemplate(service).Placeholders.Where(text => text.StartsWith(".Env.", StringComparison.Ordinal))
                .Select(text => text[".Env.".Length..]))
        {
            var output = $"{{{name.ToLowerInvariant().Replace("_", ".outputs.", StringComparison.Ordinal)}}}";
            Assert.True(
                own.Contains(name) || named.Contains(output, StringComparison.OrdinalIgnoreCase),
                $"{service} uses {name}, which azd may not have.");
        }
    }

    [Theory]
    [InlineData("web")]
    [InlineData("api")]
    [InlineData("realtime")]
    public void Template_names_its_service_its_probes_and_its_secrets(string service)
    {
        var template = new ContainerAppTemplate(service);
        Assert.Equal(service, template.At("tags", "azd-service-name").ToString());
        Assert.Equal(service, template.Container["name"].ToString());
        var probes = ((YamlSequenceNode)template.Container["probes"]).ToDictionary(
            probe => probe["type"].ToString(),
            probe => probe["httpGet"]["path"].ToString(),
            StringComparer.Ordinal);
        Assert.Equal("/alive", probes["Liveness"]);
        Assert.Equal("/health", probes["Readiness"]);
        var secrets =
            ((YamlSequenceNode)template.At("properties", "configuration", "secrets")).Select(secret => secret["name"].ToString()).ToList();
        var named =
            template.Environment.Where(entry => entry.Children.ContainsKey("secretRef")).Select(entry => entry["secretRef"].ToString());
        Assert.Equal(secrets.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        Assert.InRange(template.Number("properties", "template", "scale", "minReplicas"), 2, 10);
    }

    [Fact]
    public void Realtime_drains_before_it_is_killed()
    {
        var template = new ContainerAppTemplate("realtime");
        var options = new ConnectionOptions
        {
            DrainSpread = TimeSpan.Parse(template.Value("Realtime__Connections__DrainSpread")!, CultureInfo.InvariantCulture)
        };
        Assert.True(options.DrainSpread + options.CloseTimeout < ShutdownTimeout);
    }

    [Theory]
    [InlineData("web")]
    [InlineData("api")]
    [InlineData("realtime")]
    public void Grace_period_is_longer_than_a_service_takes_to_stop(string service) => Assert.True(
        TimeSpan.FromSeconds(new ContainerAppTemplate(service).Number("properties", "template", "terminationGracePeriodSeconds"))
            > ShutdownTimeout);

    [Fact]
    public void Pings_keep_connections_open_at_the_ingress()
    {
        var options = new ConnectionOptions();
        Assert.True(options.KeepAliveInterval + options.KeepAliveTimeout < IdleTimeout);
        Assert.DoesNotContain(
            new ContainerAppTemplate("realtime").Environment,
            entry => entry["name"].ToString().Contains("KeepAlive", StringComparison.Ordinal));
    }

    [Fact]
    public void WebSocket_upgrades_are_not_redirected()
    {
        var ingress = new ContainerAppTemplate("realtime").At("properties", "configuration", "ingress");
        Assert.Equal("true", ingress["allowInsecure"].ToString());
        Assert.StartsWith(
            "http://realtime.",
            new ContainerAppTemplate("web").Value("services__realtime__http__0"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Clients_with_a_ticket_reach_the_realtime_service_over_TLS()
    {
        Assert.Equal("true", new ContainerAppTemplate("realtime").At("properties", "configuration", "ingress", "external").ToString());
        Assert.StartsWith(
            "https://realtime.",
            new ContainerAppTemplate("web").Value("Gateway__Direct__Addresses__0"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_are_container_apps_to_the_compiler()
    {
        BicepCompiler.SkipWhereItDoesNotRun();
        var bicep = new StringBuilder();
        foreach (var service in (string[])["web", "api", "realtime"])
        {
            var root = new ContainerAppTemplate(service).Root;
            bicep.Append(
                CultureInfo.InvariantCulture,
                $"resource {service} 'Microsoft.App/containerApps@{root["api-version"]}' = {{\n  name: '{service}'\n");
            foreach (var (name, value) in root.Children.Where(child => child.Key.ToString() != "api-version"))
                bicep.Append(CultureInfo.InvariantCulture, $"  {name}: {Literal(value)}\n");
            bicep.Append("}\n");
        }

        var path = Path.Combine(published.Folder, "apps.bicep");
        await File.WriteAllTextAsync(path, bicep.ToString(), Ct);
        await BicepCompiler.RunAsync("build", path);
    }

    /// <summary>Writes a YAML value as Bicep.</summary>
    private static string Literal(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{\n{string.Concat(map.Children.Select(child => $"'{child.Key}': {Literal(child.Value)}\n"))}}}",
        YamlSequenceNode list => $"[\n{string.Concat(list.Select(item => $"{Literal(item)}\n"))}]",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain } plain => Plain(plain.Value!),
        var text => $"'{text}'",
    };

    private static string Plain(string text) => text switch
    {
        "true" or "false" => text,
        _ when int.TryParse(text, CultureInfo.InvariantCulture, out _) => text,
        _ when double.TryParse(text, CultureInfo.InvariantCulture, out _) => $"json('{text}')",
        _ => $"'{text}'",
    };
}
