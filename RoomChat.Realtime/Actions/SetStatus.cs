using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Names;

namespace RoomChat.Realtime.Actions;

/// <summary>Shows the members of the connection's rooms what the user says of itself. It lasts as long as the user is there.</summary>
internal sealed class SetStatus : IClientAction<ClientFrame.Status>
{
    public Task<ActionRefused?> ExecuteAsync(Memberships memberships, ClientFrame.Status frame, CancellationToken ct)
    {
        if (!StatusText.TryParse(frame.Text, out var status, out var problem))
            return Task.FromResult<ActionRefused?>(new ActionRefused(ErrorCode.BadFrame, problem));
        memberships.TellStatus(status);
        return Task.FromResult<ActionRefused?>(null);
    }
}
