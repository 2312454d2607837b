using System.Net;
using System.Text.Json;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Tests.Administration;
using RoomChat.ServiceBusEmulator.Tests.Amqp;
using RoomChat.ServiceBusEmulator.Topology;

namespace RoomChat.ServiceBusEmulator.Tests.Entities;

/// <summary>HTTP, AMQP and the configuration file accept the same names with the same meaning.</summary>
public sealed class NameDoorsTests
{
    private const int Seeds = 20;

    [Fact]
    public async Task Administration_creates_lists_and_deletes_any_valid_name()
    {
        await using var server = await AdministrationServer.StartAsync();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var (topic, subscription) = (Names.Path(random), Names.Subscription(random));
            var rule = Uri.EscapeDataString(Names.Rule(random));
            Assert.Equal(HttpStatusCode.Created, (await server.PutAsync(topic, "TopicDescription")).Status);
            var made = await server.PutAsync($"{topic}/Subscriptions/{subscription}", "SubscriptionDescription");
            Assert.Equal(HttpStatusCode.Created, made.Status);
            var added = (await server.PutAsync($"{topic}/Subscriptions/{subscription}/Rules/{rule}", "RuleDescription")).Status;
            Assert.Equal(rule == "%24Default" ? HttpStatusCode.Conflict : HttpStatusCode.Created, added);
            Assert.Equal(topic, (await server.GetAsync(topic)).Body.Element(AdministrationServer.Atom + "title")!.Value);
            Assert.Equal(HttpStatusCode.OK, await server.DeleteAsync($"{topic}/Subscriptions/{subscription}/Rules/{rule}"));
            Assert.Equal(HttpStatusCode.OK, await server.DeleteAsync($"{topic}/Subscriptions/{subscription}"));
            Assert.Equal(HttpStatusCode.OK, await server.DeleteAsync(topic));
        }
    }

    [Fact]
    public async Task Links_and_configuration_file_accept_any_valid_name()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var connection = await emulator.ConnectAsync();
        foreach (var seed in Enumerable.Range(0, Seeds))
        {
            var random = new Random(seed);
            var (topic, subscription) = (Names.Path(random), Names.Subscription(random));
            Apply(emulator.Entities, new { Name = topic, Subscriptions = new[] { new { Name = subscription } } });
            await connection.SendAsync(topic, ClientLinks.Text("a"));
            Assert.Equal("a", (await connection.Receiver($"/{topic}/Subscriptions/{subscription}").NextAsync()).Body);
        }

        await connection.CloseAsync();
    }

    private static void Apply(ServiceBusNamespace entities, object topic)
    {
        var path = Path.GetTempFileName();
        var namespaces = new[] { new { Topics = new[] { topic } } };
        File.WriteAllText(path, JsonSerializer.Serialize(new { UserConfig = new { Namespaces = namespaces } }));
        TopologyLoader.Apply(path, entities);
        File.Delete(path);
    }
}
