using RoomChat.Contracts;

namespace RoomChat.Tests.Messaging;

/// <summary>Rooms and messages for tests. Each test uses its own rooms.</summary>
internal static class Said
{
    internal static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    internal static RoomId AnyRoom() => RoomId.Parse($"room-{Guid.NewGuid():N}", provider: null);

    internal static ChatMessage Message(RoomId roomId, string id, string? content = null) =>
        new(id, roomId, content ?? $"content of {id}", Noon, new ChatUser("u1", "Ünï"));
}
