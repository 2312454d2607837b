using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

// What can be asked and told about a joined room, beside its messages.
public sealed partial class RoomChatClient
{
    private readonly AnswersInOrder<ServerFrame.RoomHistory> _histories = new();
    private readonly AnswersInOrder<ServerFrame.RoomPresence> _presences = new();
    private ChatUser? _user;

    /// <summary>Who the server takes this client for; null before the first connection, and with a server that does not tell.</summary>
    public ChatUser? User => Volatile.Read(ref _user);

    internal Task<ServerFrame.RoomHistory> GetHistoryAsync(ClientFrame.History question, CancellationToken ct) =>
        InTime(_histories.Ask(() => TrySend(question)), $"history of room '{question.RoomId}'", ct);

    internal Task<ServerFrame.RoomPresence> GetMembersAsync(ClientFrame.Presence question, CancellationToken ct) =>
        InTime(_presences.Ask(() => TrySend(question)), $"members of room '{question.RoomId}'", ct);

    internal bool TrySend(ClientFrame frame) => _connection?.TrySend(frame) == true;

    private void RefuseQuestions(RoomChatException error)
    {
        _histories.RefuseAll(error);
        _presences.RefuseAll(error);
    }

    private void OnAnswerOrEvent(ServerFrame frame)
    {
        switch (frame)
        {
            case ServerFrame.RoomHistory history:
                _histories.Answer(history);
                break;
            case ServerFrame.RoomPresence presence:
                _presences.Answer(presence);
                break;
            // Everyone in the room gets it; whoever types knows already.
            case ServerFrame.UserTyping typing when typing.User.Id != User?.Id:
                Find(typing.RoomId)?.OnEvent(new RoomEvent.Typing(typing.User));
                break;
            case ServerFrame.PresenceChanged change:
                Find(change.RoomId)?.OnEvent(new RoomEvent.MembersChanged(change.Count, change.Joined, change.Left));
                break;
        }
    }
}
