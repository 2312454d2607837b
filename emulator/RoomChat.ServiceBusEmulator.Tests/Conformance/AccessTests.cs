using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>An emulator that requires a key. The fixture's connection string has a wrong key.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const string Queue = "queue";
    private const string Key = "a key of this test";

    private EmulatorProcess _emulator = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _emulator = await EmulatorProcess.StartAsync(new EmulatorTopology().AddQueue(Queue), Key);

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Right_key_opens_messages_and_administration()
    {
        await using var client = new ServiceBusClient(WithKey(_emulator.ConnectionString));
        await client.CreateSender(Queue).SendMessageAsync(new("x"), Ct);
        Assert.Equal("x", (await client.CreateReceiver(Queue).ReceiveMessageAsync(null, Ct))?.Body.ToString());
        var administration = new ServiceBusAdministrationClient(WithKey(_emulator.AdministrationConnectionString));
        Assert.True(await administration.QueueExistsAsync(Queue, Ct));
    }

    [Fact]
    public async Task Wrong_key_is_refused_as_unauthorized()
    {
        await using var client = new ServiceBusClient(_emulator.ConnectionString);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateSender(Queue).SendMessageAsync(new("x"), Ct));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => client.CreateReceiver(Queue).ReceiveMessageAsync(null, Ct));
        var administration = new ServiceBusAdministrationClient(_emulator.AdministrationConnectionString);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => administration.QueueExistsAsync(Queue, Ct));
    }

    private static string WithKey(string connectionString) => connectionString.Replace("SAS_KEY_VALUE", Key, StringComparison.Ordinal);
}
