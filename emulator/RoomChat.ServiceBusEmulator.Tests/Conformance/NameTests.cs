using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

[Collection(SharedEmulator.Name)]
public sealed class NameTests(EmulatorFixture emulator)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Name_with_every_allowed_character_works_with_every_client()
    {
        const string Subscription = "a.b-c_D";
        var topic = $"made/{Guid.NewGuid():N}/company.common~order_1-A";
        var admin = new ServiceBusAdministrationClient(emulator.AdministrationConnectionString);
        await admin.CreateTopicAsync(topic, Ct);
        await admin.CreateSubscriptionAsync(topic, Subscription, Ct);
        await using var client = emulator.CreateClient();
        await client.CreateSender(topic).SendMessageAsync(new("x"), Ct);
        Assert.Equal("x", (await client.CreateReceiver(topic, Subscription).ReceiveMessageAsync(null, Ct))?.Body.ToString());
        await admin.DeleteTopicAsync(topic, Ct);
    }
}
