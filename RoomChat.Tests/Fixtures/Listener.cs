using System.Collections.Concurrent;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Fixtures;

/// <summary>A person with our own client in one room, who notes what they hear.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly ConcurrentQueue<ServerFrame.Message> _heard = new();
    private readonly RoomChatClient _client;
    private Task _listening = Task.CompletedTask;

    private Listener(RoomChatClient client) => _client = client;

    internal IReadOnlyList<string> Ids => [.. _heard.Select(message => message.Id)];

    internal IReadOnlyList<long> Offsets => [.. _heard.Select(message => message.Offset)];

    internal static async Task<Listener> JoinAsync(RoomChatClientOptions options, RoomId room, CancellationToken ct)
    {
        var listener = new Listener(new RoomChatClient(options));
        await listener._client.ConnectAsync(ct);
        listener._listening = listener.ListenAsync(await listener._client.JoinAsync(room, ct: ct));
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _listening;
    }

    private async Task ListenAsync(RoomSubscription room)
    {
        await foreach (var message in room.ReadMessagesAsync()) _heard.Enqueue(message);
    }
}
