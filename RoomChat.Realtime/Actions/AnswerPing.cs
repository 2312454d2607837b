using RoomChat.Contracts.Frames;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Actions;

/// <summary>Gives a sign of life to a client that cannot see WebSocket pings, as a browser's page.</summary>
internal sealed class AnswerPing : IClientAction<ClientFrame.Ping>
{
    private static readonly OutboundFrame Pong = FrameEncoder.Encode(new ServerFrame.Pong());

    public Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Ping frame, CancellationToken ct)
    {
        memberships.Answer(Pong);
        return Task.FromResult<ActionRefused?>(null);
    }
}
