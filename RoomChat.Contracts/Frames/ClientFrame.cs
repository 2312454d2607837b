using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Frames;

/// <summary>What a client can say on the WebSocket: one JSON text frame each, told apart by <c>action</c>. The private constructor closes the family.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Join), "join")]
[JsonDerivedType(typeof(Leave), "leave")]
[JsonDerivedType(typeof(GetRooms), "get_rooms")]
[JsonDerivedType(typeof(Resume), "resume")]
public abstract record ClientFrame
{
    private ClientFrame() { }

    /// <summary>Become a member of a room; with a position, first receive what was missed since.</summary>
    /// <param name="RoomId">The room's name.</param>
    /// <param name="Since">Offset of the last message seen; null to start with what comes next.</param>
    /// <param name="Epoch">Epoch that <paramref name="Since"/> counts in; null when the client never knew it (then any epoch will do).</param>
    public sealed record Join(string RoomId, long? Since = null, string? Epoch = null) : ClientFrame;

    /// <summary>Stop being a member of a room.</summary>
    /// <param name="RoomId">The room's name.</param>
    public sealed record Leave(string RoomId) : ClientFrame;

    /// <summary>Ask for the rooms and their members' counts over all instances.</summary>
    public sealed record GetRooms : ClientFrame;

    /// <summary>
    /// Ask for the position of the stream that everyone hears (room <c>all</c>), and with a position for what was missed since.
    /// <c>all</c> needs no join, so it has this instead.
    /// </summary>
    /// <param name="Since">Offset of the last message seen, or null.</param>
    /// <param name="Epoch">Epoch that <paramref name="Since"/> counts in, or null.</param>
    public sealed record Resume(long? Since = null, string? Epoch = null) : ClientFrame;
}
