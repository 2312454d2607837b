using Amqp;
using Amqp.Framing;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Tests.Amqp;

namespace RoomChat.ServiceBusEmulator.Tests.Access;

public sealed class LinkAccessTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync(settings => settings.SasKey = Signed.Key);
        _connection = await _emulator.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Link_without_token_is_refused_with_the_service_error()
    {
        var receiver = await _connection.Receiver("q").RefusalAsync();
        var sender = await Assert.ThrowsAsync<AmqpException>(() => _connection.SendAsync("q", ClientLinks.Text("a")));

        Assert.Equal("amqp:unauthorized-access", receiver.Condition);
        Assert.Equal(
            "Unauthorized access. 'Listen' claim(s) are required to perform this operation. Resource: 'sb://localhost/q'.",
            receiver.Description);
        Assert.Equal("amqp:unauthorized-access", sender.Error.Condition);
        Assert.Contains("'Send' claim(s)", sender.Error.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_grants_its_entity_on_its_connection_only()
    {
        Assert.Equal((202, "Accepted"), await PutTokenAsync(TimeSpan.FromHours(1), "sb://localhost/q"));
        var other = await _emulator.ConnectAsync();

        await _connection.SendAsync("q", ClientLinks.Text("a"));
        await _connection.Receiver("q").NextAsync();

        Assert.Equal("amqp:unauthorized-access", (await _connection.Receiver("s").RefusalAsync()).Condition);
        Assert.Equal("amqp:unauthorized-access", (await other.Receiver("q").RefusalAsync()).Condition);
        await other.CloseAsync();
    }

    [Fact]
    public async Task A_bad_token_is_refused_with_401()
    {
        var (status, description) = await PutTokenAsync(TimeSpan.FromHours(1), "sb://localhost/q", key: "wrong");

        Assert.Equal((401, "InvalidSignature: The token has an invalid signature."), (status, description));
        Assert.Equal(401, (await PutTokenAsync(TimeSpan.FromHours(-1), "sb://localhost/q")).Status);
        Assert.Equal("amqp:unauthorized-access", (await _connection.Receiver("q").RefusalAsync()).Condition);
    }

    [Fact]
    public async Task Link_ends_after_token_expiry_unless_token_is_renewed()
    {
        await PutTokenAsync(TimeSpan.FromMinutes(10), "sb://localhost/q");
        await PutTokenAsync(TimeSpan.FromMinutes(10), "sb://localhost/t");
        await _connection.SendAsync("q", ClientLinks.Text("a"));
        var kept = _connection.Receiver("q");
        await kept.NextAsync();
        var attached = new TaskCompletionSource();
        var ended = _connection.Receiver("t/Subscriptions/all", (_, _) => attached.SetResult());
        await attached.Task.WaitAsync(ClientLinks.Patience);

        await PutTokenAsync(TimeSpan.FromHours(1), "sb://localhost/q");
        _emulator.Time.Advance(TimeSpan.FromMinutes(10) + LinkAccess.Grace);

        var error = await ended.RefusalAsync();
        Assert.Equal("amqp:unauthorized-access", error.Condition);
        Assert.StartsWith("ExpiredToken", error.Description, StringComparison.Ordinal);
        Assert.False(kept.IsClosed);
        await Eventually.Holds(
            () => _emulator.Entities.GetSubscription("t", "all").Life.Receivers == 0, "the entity has forgotten the link");
    }

    private async Task<(int Status, string Description)> PutTokenAsync(TimeSpan life, string resource, string key = Signed.Key)
    {
        var name = "cbs-" + Guid.NewGuid();
        var request = new ApplicationProperties
        {
            ["operation"] = "put-token",
            ["type"] = "servicebus.windows.net:sastoken",
            ["name"] = resource
        };
        var answer = await new RequestLinks(_connection, "$cbs", name)
            .AskAsync(request, Signed.Token(resource, _emulator.Time.GetUtcNow() + life, key));
        return ((int)answer.ApplicationProperties["status-code"], (string)answer.ApplicationProperties["status-description"]);
    }
}
