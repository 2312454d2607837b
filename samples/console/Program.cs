using RoomChat.Client;
using RoomChat.Contracts;

if (args is not [var name] || !RoomId.TryParse(name, out var roomId))
{
    await Console.Error.WriteLineAsync("Usage: dotnet run --project samples/console -- ROOM");
    return 2;
}

var gateway = new Uri(Environment.GetEnvironmentVariable("ROOMCHAT_GATEWAY") ?? "http://localhost:8080");
var key = Environment.GetEnvironmentVariable("ROOMCHAT_KEY") ?? "roomchat-dev-key";

using var http = new HttpClient { BaseAddress = gateway };
var publisher = new RoomChatPublisher(http, key);
await using var client = new RoomChatClient(new RoomChatClientOptions
{
    Endpoint = new UriBuilder(gateway) { Scheme = gateway.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Path = "/ws" }.Uri,
    SubscriptionKey = key,
});
client.StateChanged += static state => Console.Error.WriteLine($"({state.GetType().Name})");

try
{
    await client.ConnectAsync();
    var room = await client.JoinAsync(roomId);
    var reading = ShowAsync(room);
    await Console.Error.WriteLineAsync($"You are in '{roomId}'. Each line is a message; the end of the input leaves the room.");
    while (await Console.In.ReadLineAsync() is { } line)
    {
        if (line.Length > 0) await publisher.PublishAsync(roomId, line);
    }
    await room.DisposeAsync();
    await reading;
    return 0;
}
catch (RoomChatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

// The client reconnects and resumes by itself. Each message arrives once and in order.
static async Task ShowAsync(RoomSubscription room)
{
    await foreach (var roomEvent in room.ReadEventsAsync())
    {
        await Console.Out.WriteLineAsync(roomEvent switch
        {
            RoomEvent.MessageReceived { Message: var message } => $"{message.User.Name}: {message.Content}",
            RoomEvent.HistoryLost => "(some messages are lost)",
            RoomEvent.Typing { User: var user } => $"({user.Name} is typing)",
            RoomEvent.MembersChanged { Count: var count } => $"({count} in the room)",
            _ => roomEvent.ToString(),
        });
    }
}
