using Azure;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>A client without emulator settings uses TLS. A proxy in front of the emulator can terminate it.</summary>
[Collection(SharedEmulator.Name)]
public sealed class TlsTests(EmulatorFixture emulator) : IAsyncLifetime
{
    private readonly TlsProxy _proxy = new(ServiceBusConnectionStringProperties.Parse(emulator.ConnectionString).Endpoint!.Port);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task Client_over_tls_sends_and_receives_through_a_proxy()
    {
        var queue = emulator.TakeQueue();
        await using var client = CreateClient();
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        Assert.Equal("x", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    private ServiceBusClient CreateClient() => new(
        "localhost",
        new AzureNamedKeyCredential("RootManageSharedAccessKey", "SAS_KEY_VALUE"),
        new ServiceBusClientOptions
        {
            CustomEndpointAddress = new Uri($"amqps://localhost:{_proxy.Port}"),
            CertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _proxy.Thumbprint,
            RetryOptions = new() { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(30) },
        });
}
