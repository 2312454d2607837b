using RoomChat.Tests.Architecture;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary><c>compose.yaml</c> describes the AppHost's system for Docker.</summary>
[Collection(Published.Name)]
public sealed class ComposeTests(PublishedSystem published)
{
    /// <summary>Settings of Azure deployments only, or settings that the images have by themselves.</summary>
    private static readonly string[] NotInDocker =
        ["APPLICATIONINSIGHTS_CONNECTION_STRING", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "HTTP_PORTS",
         "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "MESSAGING_HOST", "MESSAGING_URI", "MESSAGING_NAME", "API_HTTP",
         "Proxies__Trusted__0", "Proxies__Trusted__1", "Gateway__Direct__Addresses__0"];

    /// <summary>Settings of services on one machine only.</summary>
    private static readonly string[] OnlyInDocker = ["Rooms__Path"];

    /// <summary>Keys of a service in the Compose specification that this file uses.</summary>
    private static readonly string[] KnownKeys =
        ["image", "restart", "read_only", "tmpfs", "cap_drop", "security_opt", "command", "volumes", "environment", "depends_on", "ports",
         "stop_grace_period"];

    private static readonly Dictionary<string, object> Document = Read();

    private static Dictionary<object, object> Services => (Dictionary<object, object>)Document["services"];

    [Theory]
    [InlineData("api")]
    [InlineData("realtime")]
    [InlineData("web")]
    public void Service_has_the_environment_of_the_AppHost(string service)
    {
        var expected = published.Plain[service]!["env"]!.AsObject().Select(entry => entry.Key).Except(NotInDocker, StringComparer.Ordinal);
        var found = Environment(service).Keys.Select(key => $"{key}").Except(OnlyInDocker, StringComparer.Ordinal);
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Contains("SharedSubscription", Environment("api").Values);
        Assert.Equal(Environment("api")["Routing__Strategy"], Environment("realtime")["Routing__Strategy"]);
        Assert.Equal(Environment("api")["Rooms__Path"], Environment("realtime")["Rooms__Path"]);
    }

    [Fact]
    public void Services_are_those_of_the_system_and_their_backing()
    {
        Assert.Equal(["api", "messaging", "realtime", "redis", "web"], Services.Keys.Select(key => $"{key}").Order(StringComparer.Ordinal));
        Assert.All(
            Services.Values.Cast<Dictionary<object, object>>(),
            service => Assert.All(service.Keys, key => Assert.Contains($"{key}", KnownKeys)));
        var volumes = ((Dictionary<object, object>)Document["volumes"]).Keys.Select(key => $"{key}").ToList();
        foreach (var mount in
            Services.Values.Cast<Dictionary<object, object>>()
                .SelectMany(service => service.TryGetValue("volumes", out var list) ? (List<object>)list : []))
        {
            var source = $"{mount}".Split(':')[0];
            Assert.True(
                volumes.Contains(source) || File.Exists(Path.Combine(RepositoryFiles.Root, source)),
                $"'{source}' is neither a volume nor a file.");
        }
    }

    [Theory]
    [InlineData("api", "RoomChat.ApiService")]
    [InlineData("realtime", "RoomChat.Realtime")]
    [InlineData("web", "RoomChat.Web")]
    [InlineData("messaging", "RoomChat.ServiceBusEmulator")]
    public void Our_images_have_published_names_and_are_read_only(string service, string project)
    {
        var description = (Dictionary<object, object>)Services[service];
        Assert.Equal($"{project.Replace('.', '-').ToUpperInvariant()}:LATEST", $"{description["image"]}".ToUpperInvariant());
        Assert.Equal("true", description["read_only"]);
    }

    [Fact]
    public void Gateway_has_no_key_that_is_written_down() =>
        Assert.StartsWith(
            "${ROOMCHAT_KEY:?",
            $"{Environment("web")["Gateway__Subscriptions__default__PrimaryKey"]}",
            StringComparison.Ordinal);

    private static Dictionary<object, object> Environment(string service) =>
        (Dictionary<object, object>)((Dictionary<object, object>)Services[service])["environment"];

    private static Dictionary<string, object> Read()
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(Path.Combine(RepositoryFiles.Root, "compose.yaml")))));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser);
    }
}
