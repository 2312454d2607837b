using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

// Requests and notifications other than messages and memberships.
public sealed partial class RoomChatClient
{
    private readonly AnswersInOrder<ServerFrame.RoomHistory> _histories = new();
    private readonly AnswersInOrder<ServerFrame.RoomPresence> _presences = new();
    private readonly AnswersInOrder<ServerFrame.Published> _published = new();
    private ChatUser? _user;
    private string? _status;

    /// <summary>This client's user, sent by the server. Null before the first connection, and with a server that omits it.</summary>
    public ChatUser? User => Volatile.Read(ref _user);

    /// <summary>
    /// Sends a message to a room once. The room need not be joined. For retries use <see cref="RoomChatOutbox"/> or
    /// <see cref="RoomChatPublisher"/>, which use HTTP.
    /// </summary>
    /// <param name="roomId">The room; <see cref="RoomId.All"/> for everyone.</param>
    /// <param name="content">The text, at most <see cref="ProtocolLimits.MaxContentBytes"/> bytes of UTF-8.</param>
    /// <param name="messageId">
    /// The idempotency key, at most <see cref="ProtocolLimits.MaxMessageIdLength"/> characters. A caller that gives a key can send the
    /// message again after a failure.
    /// </param>
    /// <param name="ct">Stops waiting. The server may still accept the message.</param>
    /// <exception cref="RoomChatException">Refused, not connected, or no answer in time.</exception>
    public Task<ServerFrame.Published> PublishAsync(RoomId roomId, string content, string? messageId = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        ArgumentNullException.ThrowIfNull(content);
        return InTime(
            _published.Ask(() => TrySend(new ClientFrame.Publish(content, roomId.Value, messageId))), $"message to room '{roomId}'", ct);
    }

    /// <summary>
    /// Shows a status of the user to the members of all joined rooms, also after each reconnect. An empty text removes it. Older servers
    /// have no status.
    /// </summary>
    /// <param name="text">Format: <see cref="Contracts.Names.StatusText"/>; null sends no status.</param>
    public void SetStatus(string? text)
    {
        if (Interlocked.Exchange(ref _status, text) != text) SendStatus();
    }

    /// <summary>
    /// Reconnects. Use it after the user's name has changed: the server reads the name at the start of a connection. No messages are lost.
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
            // All members of the room get it, also the typing user.
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
