using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>A network that accepts requests and never answers them.</summary>
public sealed class OutboxBlackHoleTests : IAsyncDisposable
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly FakeTimeProvider _time = new();
    private readonly BlackHole _network = new();
    private readonly RoomChatOutbox _outbox;

    public OutboxBlackHoleTests()
    {
        var http = new HttpClient(_network) { BaseAddress = new Uri("http://chat.test/") };
        _outbox = new RoomChatOutbox(
            new RoomChatPublisher(http, time: _time), new RoomChatOutboxOptions { Time = _time, DrainTimeout = TimeSpan.Zero });
    }

    public async ValueTask DisposeAsync()
    {
        var disposing = _outbox.DisposeAsync().AsTask();
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return disposing.IsCompleted; }, "the outbox is disposed");
        await disposing;
    }

    [Fact]
    public async Task RetryNow_after_an_outage_sends_each_message_in_order()
    {
        var sending = Enumerable.Range(0, 3).Select(i => _outbox.SendAsync(General, $"m{i}", $"id{i}")).ToArray();
        await Eventually.Holds(() => _network.Asked.Count == 1, "the first message is on its way");
        _network.IsOpen = true;
        _outbox.RetryNow();   // the clock does not move
        await Task.WhenAll(sending).WaitAsync(Eventually.Patience);
        Assert.Equal(["id0", "id0", "id1", "id2"], _network.Asked);
    }

    [Fact]
    public async Task Attempt_without_an_answer_is_repeated_with_the_same_id()
    {
        var postponed = new ConcurrentQueue<string>();
        var sending = _outbox.SendAsync(General, "m", "id", why => postponed.Enqueue(why.Message));
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return !postponed.IsEmpty; }, "the sender is told");
        Assert.Equal("The chat server does not answer.", postponed.First());
        _network.IsOpen = true;
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return sending.IsCompleted; }, "it is sent");
        Assert.Equal("id", Assert.Single(_network.Asked.Distinct()));
    }

    [Fact]
    public async Task Request_without_an_answer_goes_over_the_connection_as_well()
    {
        var server = new ScriptedServer();
        await using var client = new RoomChatClient(
            new RoomChatClientOptions { Endpoint = new Uri("ws://chat.test/ws"), CreateSocket = server.CreateSocket, Time = _time });
        var http = new HttpClient(_network) { BaseAddress = new Uri("http://chat.test/") };
        await using var outbox = new RoomChatOutbox(
            new RoomChatPublisher(http, time: _time), new RoomChatOutboxOptions { Time = _time }, client);
        var connecting = client.ConnectAsync();
        var socket = await server.WelcomeAsync();
        await connecting;
        var (first, second) = (outbox.SendAsync(General, "m1", "id1"), outbox.SendAsync(General, "m2", "id2"));
        foreach (var id in new[] { "id1", "id2" })
        {
            await Eventually.Holds(() => _network.Asked.Contains(id), "the request is on its way");
            _time.Advance(TimeSpan.FromSeconds(3));
            Assert.Equal(id, (await socket.HearAsync<ClientFrame.Publish>()).MessageId);
            socket.Say(new ServerFrame.Published(id, "general", DateTimeOffset.UnixEpoch));
        }

        await Task.WhenAll(first, second).WaitAsync(Eventually.Patience);
        Assert.Equal(["id1", "id2"], _network.Asked);
    }

    private sealed class BlackHole : HttpMessageHandler
    {
        public volatile bool IsOpen;

        public ConcurrentQueue<string> Asked { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var body = await JsonDocument.ParseAsync(
                await request.Content!.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            var id = body.RootElement.GetProperty("message_id").GetString()!;
            Asked.Enqueue(id);
            if (!IsOpen) await Task.Delay(Timeout.Infinite, cancellationToken);
            return StubHttp.Json(
                HttpStatusCode.Accepted, $$"""{"message_id":"{{id}}","room_id":"general","timestamp":"2026-01-02T03:04:05Z"}""");
        }
    }
}
