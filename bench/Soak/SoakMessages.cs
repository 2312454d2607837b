using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>
/// The messages of the soak test. Rooms are new and have one publisher, so message n of a room must get offset n. The id has room and
/// number, so a message shows its correct place.
/// </summary>
internal static class SoakMessages
{
    private static readonly ChatUser Publisher = new("soak", "Soak");

    /// <param name="roomId">The room.</param>
    /// <param name="number">The number of the message in its room, from 1.</param>
    public static string IdOf(RoomId roomId, long number) => string.Create(CultureInfo.InvariantCulture, $"{roomId}/{number}");

    /// <inheritdoc cref="IdOf"/>
    public static ChatMessage Say(RoomId roomId, long number) =>
        new(
            IdOf(roomId, number),
            roomId,
            $"What was said in {roomId}, a sentence of the usual length.",
            TimeProvider.System.GetUtcNow(),
            Publisher);
}
