using Amqp;
using Amqp.Framing;
using Amqp.Sasl;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class LinksTests : IAsyncLifetime
{
    private RunningEmulator _emulator = null!;

    public async ValueTask InitializeAsync() => _emulator = await RunningEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Forty_connections_in_a_row_come_up_and_work()
    {
        for (var i = 0; i < 40; i++)
        {
            var connection = await _emulator.ConnectAsync();
            await connection.SendAsync("q", ClientLinks.Text("a"));
            await connection.CloseAsync();
        }

        Assert.Equal(40, _emulator.Queue("q").Activity.Kept);
    }

    [Fact]
    public async Task The_mechanism_of_the_dotnet_client_is_offered()
    {
        var factory = new ConnectionFactory { SASL = { Profile = new ServiceBusSasl() } };

        var connection = await factory.CreateAsync(new Address($"amqp://127.0.0.1:{_emulator.Port}"));

        await connection.SendAsync("q", ClientLinks.Text("a"));
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Missing_entity_is_refused_with_the_service_error()
    {
        var connection = await _emulator.ConnectAsync();

        var error = await connection.Receiver("nope").RefusalAsync();

        Assert.Equal("amqp:not-found", error.Condition);
        Assert.Contains("The messaging entity 'sb://localhost/nope' could not be found.", error.Description, StringComparison.Ordinal);
        Assert.Equal("amqp:not-allowed", (await connection.Receiver("t").RefusalAsync()).Condition);
        Assert.Equal("amqp:not-allowed", (await connection.Receiver("s").RefusalAsync()).Condition);
        Assert.Equal("amqp:not-allowed", (await connection.SessionReceiver("q", "a").RefusalAsync()).Condition);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Bad_message_is_rejected_and_the_connection_stays_open()
    {
        var connection = await _emulator.ConnectAsync();
        var broken = new Message { Format = 0x80013700, BodySection = new Data { Binary = [1, 2, 3] } };
        var large = new Message { BodySection = new Data { Binary = new byte[300_000] } };

        await Assert.ThrowsAsync<AmqpException>(() => connection.SendAsync("q", broken));
        var tooLarge = await Assert.ThrowsAsync<AmqpException>(() => connection.SendAsync("q", large));
        var noSession = await Assert.ThrowsAsync<AmqpException>(() => connection.SendAsync("s", ClientLinks.Text("a")));

        Assert.Equal("amqp:link:message-size-exceeded", tooLarge.Error.Condition);
        Assert.Equal("amqp:not-allowed", noSession.Error.Condition);
        await connection.SendAsync("q", ClientLinks.Text("a"));
        Assert.Equal(1, _emulator.Queue("q").Activity.Kept);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Batch_arrives_as_separate_messages()
    {
        var connection = await _emulator.ConnectAsync();
        var batch = new DataList();
        foreach (var id in (string[])["a", "b", "c"]) batch.Add(new Data { Buffer = ClientLinks.Text(id).Encode() });

        await connection.SendAsync("t", new Message { Format = 0x80013700, BodySection = batch });
        var receiver = connection.Receiver("t/Subscriptions/all");

        foreach (var id in (string[])["a", "b", "c"]) Assert.Equal(id, (await receiver.NextAsync()).Body);
        await connection.CloseAsync();
    }

    [Fact]
    public async Task Two_connections_with_equal_link_names_get_their_own_answers()
    {
        var (one, two) = (await _emulator.ConnectAsync(), await _emulator.ConnectAsync());
        var (first, second) = (new RequestLinks(one, "$cbs", "same"), new RequestLinks(two, "$cbs", "same"));

        foreach (var links in (RequestLinks[])[first, second, first])
        {
            var answer = await links.AskAsync(
                new ApplicationProperties { ["operation"] = "put-token", ["type"] = "jwt", ["name"] = "x" }, "token");
            Assert.Equal(202, answer.ApplicationProperties["status-code"]);
        }

        await one.CloseAsync();
        await two.CloseAsync();
    }

    [Fact]
    public async Task Management_renews_and_peeks_and_refuses_unknown_operations()
    {
        var connection = await _emulator.ConnectAsync();
        await connection.SendAsync("q", ClientLinks.Text("a"));
        var token = new Guid((await connection.Receiver("q").NextAsync()).DeliveryTag);
        var management = new RequestLinks(connection, "q/$management", "m");

        var peeked = await management.AskAsync("peek-message", new Map { ["from-sequence-number"] = 0L, ["message-count"] = 5 });
        var nothing = await management.AskAsync("peek-message", new Map { ["from-sequence-number"] = 2L, ["message-count"] = 5 });
        _emulator.Time.Advance(RunningEmulator.LockDuration / 2);
        var renewed = await management.AskAsync("renew-lock", new Map { ["lock-tokens"] = new[] { token } });
        _emulator.Time.Advance(RunningEmulator.LockDuration);
        var lost = await management.AskAsync("renew-lock", new Map { ["lock-tokens"] = new[] { token } });
        var unknown = await management.AskAsync("dance", []);
        var wrong = await management.AskAsync("renew-lock", []);

        Assert.Single((List)((Map)peeked.Body)["messages"]);
        Assert.Equal(204, nothing.ApplicationProperties["statusCode"]);
        Assert.Single((DateTime[])((Map)renewed.Body)["expirations"]);
        Assert.Equal(
            (410, new Symbol("com.microsoft:message-lock-lost")),
            (lost.ApplicationProperties["statusCode"], lost.ApplicationProperties["errorCondition"]));
        Assert.Equal(501, unknown.ApplicationProperties["statusCode"]);
        Assert.Equal(400, wrong.ApplicationProperties["statusCode"]);
        await connection.CloseAsync();
    }

    private sealed class ServiceBusSasl() : SaslProfile("MSSBCBS")
    {
        protected override ITransport UpgradeTransport(ITransport transport) => transport;

        protected override DescribedList GetStartCommand(string hostname) => new SaslInit { Mechanism = "MSSBCBS", InitialResponse = [] };

        protected override DescribedList OnCommand(DescribedList command) =>
            throw new NotSupportedException("The server has nothing to ask.");
    }
}
