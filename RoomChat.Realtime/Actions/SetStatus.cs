using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Contracts.Names;

namespace RoomChat.Realtime.Actions;

/// <summary>Shows the user's status to the members of the connection's rooms. It ends when the user leaves.</summary>
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
