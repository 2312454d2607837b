using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Tests.WebClient.Memory;
using RoomChat.Web.Client.Memory;
using RoomChat.Web.Client.Settings;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

/// <summary>The page's state in a browser tab, and a scripted server.</summary>
internal sealed class TestedChat : IAsyncDisposable
{
    private const string NoHistory = """{"room_id":"general","epoch":"e1","messages":[],"has_more":false}""";

    internal TestedChat(IBrowserStorage? tab = null)
    {
        Toasts = new ToastTray(Time);
        var http = new StubHttp(Answer).Client();
        var options =
            new RoomChatClientOptions { Endpoint = new Uri("ws://chat.test/ws"), CreateSocket = Server.CreateSocket, Time = Time };
        Memory = new PageMemory(tab ?? new SharedStorage().NewTab(), Time);
        Settings = new SettingsStore(Memory);
        Chat = new ChatState(new ChatApi(http), new RoomChatPublisher(http, time: Time), Memory, Toasts, options, Settings);
    }

    internal FakeTimeProvider Time { get; } = new();

    internal ScriptedServer Server { get; } = new();

    internal ToastTray Toasts { get; }

    internal PageMemory Memory { get; }

    internal SettingsStore Settings { get; }

    internal ChatState Chat { get; }

    /// <summary>The user of the session; null without a session.</summary>
    internal ChatUser? User { get; set; } = new("u-me", "Ada");

    internal string History { get; set; } = NoHistory;

    /// <summary>Replaces the server's answer for a path; null keeps the server's answer.</summary>
    internal Func<string, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>Accepted texts by message id. <see cref="Sent"/> has one text for each accepted request.</summary>
    internal ConcurrentDictionary<string, string> Accepted { get; } = new(StringComparer.Ordinal);

    internal ConcurrentQueue<string> Sent { get; } = new();

    internal RoomState Room => Chat.Rooms!.Current!;

    public ValueTask DisposeAsync() => Chat.DisposeAsync();

    internal async Task<ScriptedSocket> EnterAsync()
    {
        await Chat.StartAsync();
        var socket = await Server.WelcomeAsync();
        await AnswerRoomsAsync(socket);
        return socket;
    }

    /// <summary>Starts the chat, and answers its joins of stored rooms.</summary>
    internal async Task<ScriptedSocket> ReenterAsync(params (string Room, long Head)[] rooms)
    {
        await Chat.StartAsync();
        return await WelcomeBackAsync(rooms);
    }

    /// <summary>Accepts the connection, and answers the joins of stored rooms.</summary>
    internal async Task<ScriptedSocket> WelcomeBackAsync(params (string Room, long Head)[] rooms)
    {
        var socket = await Server.WelcomeAsync();
        foreach (var (room, head) in rooms)
        {
            Assert.Equal(room, (await socket.HearAsync<ClientFrame.Join>()).RoomId);
            socket.SayJoined(room, head, recovered: false);
        }

        await AnswerRoomsAsync(socket);
        return socket;
    }

    internal async Task<RoomState> JoinAsync(ScriptedSocket socket, string name, long head = 0)
    {
        var joining = Chat.Rooms!.JoinAsync(RoomId.Parse(name, null));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined(name, head, recovered: false);
        await AnswerRoomsAsync(socket);
        Assert.Null(await joining);
        return Chat.Rooms.Joined[^1];
    }

    internal static async Task AnswerRoomsAsync(ScriptedSocket socket)
    {
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["general"] = 1, ["all"] = 9 }));
    }

    /// <summary>Returns a page of history; the content of each message is its offset.</summary>
    internal static string Messages(params IEnumerable<long> offsets)
    {
        var messages = offsets.Select(offset =>
            $$$"""{"room_id":"general","content":"{{{offset}}}","timestamp":"2026-01-01T00:00:00Z","id":"h{{{offset}}}","offset":{{{offset}}},"user":{"id":"u","name":"U"}}""");
        return $$"""{"room_id":"general","epoch":"e1","messages":[{{string.Join(',', messages)}}],"has_more":false}""";
    }

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        if (Instead(path) is { } instead) return instead;
        return path switch
        {
            "/publish" when User is null => StubHttp.Json(HttpStatusCode.Unauthorized, """{"message":"Access denied."}"""),
            "/publish" => Publish(request),
            "/session" when request.Method == HttpMethod.Post => Begin(request),
            "/session" when request.Method == HttpMethod.Patch => Rename(request),
            "/session" when request.Method == HttpMethod.Delete => End(),
            "/session" when User is { } user => StubHttp.Json(HttpStatusCode.OK, $$"""{"id":"{{user.Id}}","name":"{{user.Name}}"}"""),
            "/session" => StubHttp.Json(HttpStatusCode.Unauthorized, ""),
            "/rooms/all/messages" => StubHttp.Json(HttpStatusCode.OK, NoHistory.Replace("general", "all", StringComparison.Ordinal)),
            _ => StubHttp.Json(HttpStatusCode.OK, History),
        };
    }

    private HttpResponseMessage End()
    {
        User = null;
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }

    private HttpResponseMessage Begin(HttpRequestMessage request) => Take($"u-{Guid.NewGuid():N}", request);

    private HttpResponseMessage Rename(HttpRequestMessage request) => User is null
        ? StubHttp.Json(HttpStatusCode.Unauthorized, "")
        : Take(User.Id, request);

    private HttpResponseMessage Take(string id, HttpRequestMessage request)
    {
        using var body = JsonDocument.Parse(request.Content!.ReadAsStream());
        User = new ChatUser(id, body.RootElement.GetProperty("name").GetString()!);
        return StubHttp.Json(HttpStatusCode.OK, $$"""{"id":"{{User.Id}}","name":"{{User.Name}}"}""");
    }

    private HttpResponseMessage Publish(HttpRequestMessage request)
    {
        using var body = JsonDocument.Parse(request.Content!.ReadAsStream());
        var (id, content) = (body.RootElement.GetProperty("message_id").GetString()!, body.RootElement.GetProperty("content").GetString()!);
        Sent.Enqueue(content);
        Accepted[id] = content;
        return StubHttp.Json(
            HttpStatusCode.Accepted,
            $$"""{"message_id":"{{id}}","room_id":"general","timestamp":"2026-01-01T00:00:00Z"}""");
    }
}
