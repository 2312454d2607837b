using System.Net;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Tests.ApiService.Operator;

[Collection(SharedEmulator.Name)]
public sealed class BrokerApiTests(RedisFixture redis, RoomsEmulator emulator) : OperatorApiTest(redis, emulator)
{
    private const string Letters = "/broker/rooms/dead-letters";

    private readonly string _session = $"s{Guid.NewGuid():N}";

    private protected override Dictionary<string, string> Settings =>
        new(StringComparer.Ordinal) { ["ConnectionStrings:messaging-administration"] = Emulator.AdministrationConnectionString };

    [Fact]
    public async Task Subscriptions_tell_what_waits()
    {
        await DeadLetterAsync("waits");
        var broker = await GetAsync("/broker");
        Assert.Equal(RoomsEmulator.RoomsTopic, broker.GetProperty("topic").GetString());
        var rooms = broker.GetProperty("subscriptions").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == RoomsEmulator.RoomsSubscription);
        Assert.True(rooms.GetProperty("dead_letters").GetInt64() >= 1);
    }

    [Fact]
    public async Task Dead_letter_is_read_and_stays_until_it_is_deleted()
    {
        await DeadLetterAsync("to be deleted");
        var number = await FindAsync("to be deleted");
        var letter = (await GetAsync($"{Letters}?from={number}")).GetProperty("letter");
        Assert.Equal(("Test", "because"), (letter.GetProperty("reason").GetString(), letter.GetProperty("description").GetString()));
        using var deleted = await SendAsync("DELETE", $"{Letters}/{number}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var again = await SendAsync("DELETE", $"{Letters}/{number}");
        await again.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Dead_letter_is_sent_again_once()
    {
        await DeadLetterAsync("to be sent again");
        var number = await FindAsync("to be sent again");
        using var sent = await SendAsync("POST", $"{Letters}/{number}");
        Assert.Equal(HttpStatusCode.NoContent, sent.StatusCode);
        await using var client = Emulator.CreateClient();
        await using var receiver = await AcceptAsync(client);
        var message = await receiver.ReceiveMessageAsync(Eventually.Patience, Ct);
        Assert.Equal(("to be sent again", "id-1"), (message.Body.ToString(), message.MessageId));
        Assert.DoesNotContain("DeadLetterReason", message.ApplicationProperties.Keys);
        await receiver.CompleteMessageAsync(message, Ct);
        using var again = await SendAsync("POST", $"{Letters}/{number}");
        await again.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Long_letter_is_shown_shortened()
    {
        var text = "long " + new string('x', 5000);
        await DeadLetterAsync(text);
        await FindAsync(text[..2000] + "…");
    }

    [Theory]
    [InlineData("GET", "/broker/none/dead-letters")]
    [InlineData("POST", "/broker/none/dead-letters/1")]
    [InlineData("DELETE", "/broker/none/dead-letters/1")]
    [InlineData("DELETE", "/broker/rooms/dead-letters/999999999")]
    public async Task Unknown_subscription_or_letter_is_404(string method, string path)
    {
        using var answer = await SendAsync(method, path);
        await answer.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("GET", "/broker/rooms/dead-letters?from=x", "from")]
    [InlineData("GET", "/broker/rooms/dead-letters?from=-1", "from")]
    [InlineData("POST", "/broker/rooms/dead-letters/x", "sequence_number")]
    [InlineData("DELETE", "/broker/rooms/dead-letters/99999999999999999999", "sequence_number")]
    public async Task Number_that_is_none_is_refused(string method, string path, string field)
    {
        using var answer = await SendAsync(method, path);
        await answer.AssertInvalidAsync(field);
    }

    private Task<ServiceBusSessionReceiver> AcceptAsync(ServiceBusClient client) =>
        client.AcceptSessionAsync(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, _session, cancellationToken: Ct);

    private async Task DeadLetterAsync(string text)
    {
        await using var client = Emulator.CreateClient();
        await using var sender = client.CreateSender(RoomsEmulator.RoomsTopic);
        await sender.SendMessageAsync(new ServiceBusMessage(text) { SessionId = _session, MessageId = "id-1" }, Ct);
        await using var receiver = await AcceptAsync(client);
        var message = await receiver.ReceiveMessageAsync(Eventually.Patience, Ct);
        await receiver.DeadLetterMessageAsync(message, "Test", "because", Ct);
    }

    /// <summary>The sequence number of the dead letter with this body. Reads the dead letters one by one, as an operator does.</summary>
    private async Task<long> FindAsync(string text)
    {
        for (var from = 0L; ;)
        {
            var letter = (await GetAsync($"{Letters}?from={from}")).GetProperty("letter");
            var number = letter.GetProperty("sequence_number").GetInt64();
            if (letter.GetProperty("body").GetString() == text) return number;
            from = number + 1;
        }
    }
}
