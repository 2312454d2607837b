using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

// What can be asked and told, beside messages and memberships.
public sealed partial class RoomChatClient
{
    private readonly AnswersInOrder<ServerFrame.RoomHistory> _histories = new();
    private readonly AnswersInOrder<ServerFrame.RoomPresence> _presences = new();
    private readonly AnswersInOrder<ServerFrame.Published> _published = new();
    private ChatUser? _user;
    private string? _status;

    /// <summary>Who the server takes this client for; null before the first connection, and with a server that does not tell.</summary>
    public ChatUser? User => Volatile.Read(ref _user);

    /// <summary>
    /// Says something in a room, be it joined or not, once. For trying again after failures see <see cref="RoomChatOutbox"/> and <see cref="RoomChatPublisher"/>, which go over HTTP.
    /// </summary>
    /// <param name="roomId">The room; <see cref="RoomId.All"/> for everyone.</param>
    /// <param name="content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="messageId">The idempotency key, at most <see cref="ProtocolLimits.MaxMessageIdLength"/> characters: with one of the caller's own the same may be said again after a failure.</param>
    /// <param name="ct">Gives up waiting. The message may have been accepted all the same.</param>
    /// <exception cref="RoomChatException">Refused, not connected, or no answer in time.</exception>
    public Task<ServerFrame.Published> PublishAsync(RoomId roomId, string content, string? messageId = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(content);
        return InTime(_published.Ask(() => TrySend(new ClientFrame.Publish(content, roomId.Value, messageId))), $"message to room '{roomId}'", ct);
    }

    /// <summary>
    /// Shows the members of all joined rooms a status of the user, also after each reconnect; empty for none. An older server knows none.
    /// </summary>
    /// <param name="text">As <see cref="Contracts.Names.StatusText"/> says; null when nothing is to be said of it.</param>
    public void SetStatus(string? text)
    {
        if (Interlocked.Exchange(ref _status, text) != text) SendStatus();
    }

    /// <summary>
    /// Ends the connection and makes another one: the user has another name, which the server reads when a connection begins. Nothing is
    /// missed.
    /// </summary>
    public void Reconnect() => _connection?.GiveUp();

    internal Task<ServerFrame.RoomHistory> GetHistoryAsync(ClientFrame.History question, CancellationToken ct) =>
        InTime(_histories.Ask(() => TrySend(question)), $"history of room '{question.RoomId}'", ct);

    internal Task<ServerFrame.RoomPresence> GetMembersAsync(ClientFrame.Presence question, CancellationToken ct) =>
        InTime(_presences.Ask(() => TrySend(question)), $"members of room '{question.RoomId}'", ct);

    internal bool TrySend(ClientFrame frame) => _connection?.TrySend(frame) == true;

    private void SendStatus()
    {
        if (Volatile.Read(ref _status) is { } status) TrySend(new ClientFrame.Status(status));
    }

    private void RefuseQuestions(RoomChatException error)
    {
        _histories.RefuseAll(error);
        _presences.RefuseAll(error);
        _published.RefuseAll(error);
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
            case ServerFrame.Published published:
                _published.Answer(published);
                break;
            // Everyone in the room gets it; whoever types knows already.
            case ServerFrame.UserTyping typing when typing.User.Id != User?.Id:
                Find(typing.RoomId)?.OnEvent(new RoomEvent.Typing(typing.User));
                break;
            case ServerFrame.RoomUpdated updated:
                Find(updated.RoomId)?.OnEvent(new RoomEvent.RoomChanged(updated));
                break;
            case ServerFrame.MemberChanged changed:
                Find(changed.RoomId)?.OnEvent(new RoomEvent.RoleChanged(changed));
                break;
            case ServerFrame.PresenceChanged change:
                Find(change.RoomId)?.OnEvent(new RoomEvent.MembersChanged(change.Count, change.Joined, change.Left, change.Changed));
                break;
        }
    }
}
