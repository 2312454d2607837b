using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A message with its position in the room's log. It keeps the received JSON, because most receivers pass it on unchanged. The JSON is
/// parsed on first access.
/// </summary>
public sealed class LoggedMessage : IEquatable<LoggedMessage>
{
    private ChatMessage? _message;
    private ReadOnlyMemory<byte> _body;

    /// <summary>A message that has just been appended.</summary>
    public LoggedMessage(ChatMessage message, RoomPosition position)
    {
        ArgumentNullException.ThrowIfNull(message);
        (_message, Position) = (message, position);
    }

    internal LoggedMessage(ReadOnlyMemory<byte> body, RoomPosition position) => (_body, Position) = (body, position);

    /// <summary>The message's offset and the log's epoch.</summary>
    public RoomPosition Position { get; }

    /// <summary>
    /// The W3C <c>traceparent</c> of the append, for a new announcement with a sampled trace; else null. Not part of the message's
    /// identity.
    /// </summary>
    public string? TraceParent { get; init; }

    /// <summary>The message.</summary>
    /// <exception cref="FormatException">The logged JSON is not a message.</exception>
    public ChatMessage Message => _message ??= MessageBody.Read(_body.Span);

    /// <summary>
    /// The message as a JSON object in UTF-8: the fields of the <c>message</c> frame without <c>type</c> and <c>offset</c>.
    /// </summary>
    public ReadOnlyMemory<byte> Body => _body.IsEmpty ? _body = MessageBody.Write(Message) : _body;

    /// <inheritdoc/>
    public bool Equals(LoggedMessage? other) => other is not null && Position == other.Position && Message == other.Message;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LoggedMessage);

    /// <inheritdoc/>
    public override int GetHashCode() => Position.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => $"{Position} {Message}";
}
