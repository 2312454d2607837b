using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Actions;

/// <summary>Answers clients that cannot see WebSocket pings, such as pages in a browser.</summary>
internal sealed class AnswerPing : IClientAction<ClientFrame.Ping>
{
    private static readonly OutboundFrame Pong = FrameEncoder.Encode(new ServerFrame.Pong());

    public Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Ping frame, CancellationToken ct)
    {
        memberships.Answer(Pong);
        return Task.FromResult<ActionRefused?>(null);
    }
}
