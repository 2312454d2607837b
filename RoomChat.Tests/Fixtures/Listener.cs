using System.Collections.Concurrent;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Fixtures;

/// <summary>A user with our own client in one room; keeps the received messages.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly ConcurrentQueue<ServerFrame.Message> _heard = new();
    private readonly ConcurrentQueue<RoomEvent.HistoryLost> _losses = new();
    private readonly RoomChatClient _client;
    private RoomSubscription? _room;
    private Task _listening = Task.CompletedTask;

    private Listener(RoomChatClient client) => _client = client;

    internal IReadOnlyList<string> Ids => [.. _heard.Select(message => message.Id)];

    internal IReadOnlyList<long> Offsets => [.. _heard.Select(message => message.Offset)];

    /// <summary>The missing messages and the state of the connection, for the error text of a failed wait.</summary>
    internal string Account(IReadOnlyCollection<string> ids)
    {
        var missing = ids.Select((id, index) => (id, index)).ExceptBy(Ids, one => one.id, StringComparer.Ordinal)
            .Select(one => one.index).ToList();
        var which = missing.Count == 0 ? "" : $", the first of them number {missing[0]}, the last {missing[^1]}";
        return $"{missing.Count} of {ids.Count} are missing{which}; "
            + $"{_losses.Count} losses were told; the client is {_client.State} at {_room?.Position}";
    }

    internal static async Task<Listener> JoinAsync(RoomChatClientOptions options, RoomId room, CancellationToken ct)
    {
        var listener = new Listener(new RoomChatClient(options));
        // The client itself retries without limit.
        await listener._client.ConnectAsync(ct).WaitAsync(Eventually.Patience, ct);
        listener._room = await listener._client.JoinAsync(room, ct: ct);
        listener._listening = listener.ListenAsync(listener._room);
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _listening;
    }

    private async Task ListenAsync(RoomSubscription room)
    {
        await foreach (var roomEvent in room.ReadEventsAsync())
        {
            if (roomEvent is RoomEvent.MessageReceived received) _heard.Enqueue(received.Message);
            else if (roomEvent is RoomEvent.HistoryLost loss) _losses.Enqueue(loss);
        }
    }
}
