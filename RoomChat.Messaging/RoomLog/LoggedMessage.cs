using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A message with its place in its room's log. It keeps the JSON that it came with, since most of those who get one pass it on as it is, and reads
/// it only when it is looked at.
/// </summary>
public sealed class LoggedMessage : IEquatable<LoggedMessage>
{
    private ChatMessage? _message;
    private ReadOnlyMemory<byte> _body;

    /// <summary>A message that has just got its place.</summary>
    public LoggedMessage(ChatMessage message, RoomPosition position)
    {
        ArgumentNullException.ThrowIfNull(message);
        (_message, Position) = (message, position);
    }

    internal LoggedMessage(ReadOnlyMemory<byte> body, RoomPosition position) => (_body, Position) = (body, position);

    /// <summary>Its offset and the log's epoch.</summary>
    public RoomPosition Position { get; }

    /// <summary>The W3C <c>traceparent</c> of the append, when its trace is sampled and it was just announced; else null. Not part of the message's identity.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The message.</summary>
    /// <exception cref="FormatException">What was logged is no message.</exception>
    public ChatMessage Message => _message ??= MessageBody.Read(_body.Span);

    /// <summary>The message as the UTF-8 of a JSON object, with the fields that the protocol's <c>message</c> frame has, but for <c>type</c> and <c>offset</c>.</summary>
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
