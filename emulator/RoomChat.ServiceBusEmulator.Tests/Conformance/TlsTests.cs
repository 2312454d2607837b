using Azure;
using Azure.Messaging.ServiceBus;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>Outside an emulator everything goes over TLS.</summary>
[Collection(SharedEmulator.Name)]
public sealed class TlsTests(EmulatorFixture emulator) : IAsyncLifetime
{
    private readonly TlsProxy _proxy = new(ServiceBusConnectionStringProperties.Parse(emulator.ConnectionString).Endpoint!.Port);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task A_message_goes_and_comes_over_TLS_when_the_application_trusts_the_certificate()
    {
        var queue = emulator.TakeQueue();
        await using var client = Client(options =>
            options.CertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _proxy.Thumbprint);
        await client.CreateSender(queue).SendMessageAsync(new("x"), Ct);
        await using var receiver = client.CreateReceiver(queue);
        Assert.Equal("x", (await receiver.ReceiveMessageAsync(null, Ct))?.Body.ToString());
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        await using var client = Client(_ => { });
        var refused = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender(emulator.TakeQueue()).SendMessageAsync(new("x"), Ct));
        Assert.Equal(ServiceBusFailureReason.ServiceCommunicationProblem, refused.Reason);
    }

    private ServiceBusClient Client(Action<ServiceBusClientOptions> configure)
    {
        var options = new ServiceBusClientOptions
        {
            CustomEndpointAddress = new Uri($"amqps://localhost:{_proxy.Port}"),
            RetryOptions = new() { MaxRetries = 0, TryTimeout = TimeSpan.FromSeconds(30) },
        };
        configure(options);
        return new("localhost", new AzureNamedKeyCredential("RootManageSharedAccessKey", "SAS_KEY_VALUE"), options);
    }
}
