using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Tests.ApiService;

/// <summary>Starts an API for each test, over the shared Redis and the shared emulator.</summary>
public abstract class ApiTest(RedisFixture redis, RoomsEmulator emulator) : IAsyncLifetime
{
    private ApiServer? _server;
    private HttpClient? _http;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected ApiServer Server => _server!;

    private protected HttpClient Http => _http!;

    /// <summary>Settings of the API.</summary>
    private protected virtual Dictionary<string, string>? Settings => null;

    private protected RoomsEmulator Emulator => emulator;

    private protected RedisFixture Redis => redis;

    public async ValueTask InitializeAsync()
    {
        _server = new ApiServer((await redis.GetAsync()).ConnectionString, emulator.ConnectionString, Settings);
        _http = _server.CreateClient();
    }

    public virtual async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Receives the next message of a room from the topic.</summary>
    private protected async Task<ChatMessage> ReceiveAsync(RoomId room)
    {
        await using var client = emulator.CreateClient();
        var shard = Server.Services.GetRequiredService<RoomShards>().Of(room);
        await using var receiver =
            await client.AcceptSessionAsync(RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, shard, cancellationToken: Ct);
        while (await receiver.ReceiveMessageAsync(Eventually.Patience, Ct) is { } envelope)
        {
            await receiver.CompleteMessageAsync(envelope, Ct);
            Assert.True(Envelope.TryOpen(envelope, out var message, out var reason), reason);
            if (message.RoomId != room) continue;
            Assert.Equal((message.Id, room.Value), (envelope.MessageId, (string)envelope.ApplicationProperties["room_id"]));
            return message;
        }

        throw new InvalidOperationException($"Nothing came to room {room}.");
    }
}
