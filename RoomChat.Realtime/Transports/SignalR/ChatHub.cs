using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace RoomChat.Realtime.Transports.SignalR;

/// <summary>
/// The WebSocket's protocol over SignalR: a method per action, whose argument is the action's frame without <c>action</c>, and which
/// returns the answer's frame. All server frames are events of the frame's type, also answers and errors. A refused action also fails the
/// invocation.
/// </summary>
internal sealed class ChatHub(ClientSessions sessions, IOptions<HubOptions<ChatHub>> options) : Hub
{
    /// <summary>
    /// The method whose argument is a complete frame with its action. Calls that fit no other method use it (see
    /// <see cref="CheckedProtocol"/>).
    /// </summary>
    public const string AnyAction = "act";

    [HubMethodName(AnyAction)]
    public Task<HubFrame?> ActAsync(JsonElement frame) => Client.ActAsync(HubFrame.Whole(frame));

    [HubMethodName("join")]
    public Task<HubFrame?> JoinAsync(JsonElement fields) => ActAsync("join", fields);

    [HubMethodName("leave")]
    public Task<HubFrame?> LeaveAsync(JsonElement fields) => ActAsync("leave", fields);

    [HubMethodName("get_rooms")]
    public Task<HubFrame?> GetRoomsAsync() => ActAsync("get_rooms");

    [HubMethodName("resume")]
    public Task<HubFrame?> ResumeAsync(JsonElement fields) => ActAsync("resume", fields);

    [HubMethodName("history")]
    public Task<HubFrame?> HistoryAsync(JsonElement fields) => ActAsync("history", fields);

    [HubMethodName("presence")]
    public Task<HubFrame?> PresenceAsync(JsonElement fields) => ActAsync("presence", fields);

    [HubMethodName("typing")]
    public Task<HubFrame?> TypingAsync(JsonElement fields) => ActAsync("typing", fields);

    [HubMethodName("status")]
    public Task<HubFrame?> StatusAsync(JsonElement fields) => ActAsync("status", fields);

    [HubMethodName("read")]
    public Task<HubFrame?> ReadAsync(JsonElement fields) => ActAsync("read", fields);

    [HubMethodName("publish")]
    public Task<HubFrame?> PublishAsync(JsonElement fields) => ActAsync("publish", fields);

    [HubMethodName("refresh")]
    public Task<HubFrame?> RefreshAsync(JsonElement fields) => ActAsync("refresh", fields);

    [HubMethodName("ping")]
    public Task<HubFrame?> PingAsync() => ActAsync("ping");

    public override Task OnConnectedAsync()
    {
        Client.Open(sessions, (int)options.Value.MaximumReceiveMessageSize!.Value);
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception) => Client.CloseAsync(exception);

    private HubClient Client => Context.Features.GetRequiredFeature<HubClient>();

    private Task<HubFrame?> ActAsync(string action, JsonElement? fields = null) => Client.ActAsync(HubFrame.OfAction(action, fields));
}
