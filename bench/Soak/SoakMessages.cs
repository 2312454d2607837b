using System.Globalization;
using RoomChat.Contracts;

namespace RoomChat.Benchmarks.Soak;

/// <summary>
/// What the soak says. The rooms are new and have one publisher, so the n-th message of a room must get offset n; its id names both, so that a
/// message shows by itself where it belongs.
/// </summary>
internal static class SoakMessages
{
    private static readonly ChatUser Publisher = new("soak", "Soak");

    /// <param name="roomId">The room.</param>
    /// <param name="number">Counts the room's messages from 1.</param>
    public static string IdOf(RoomId roomId, long number) => string.Create(CultureInfo.InvariantCulture, $"{roomId}/{number}");

    /// <inheritdoc cref="IdOf"/>
    public static ChatMessage Say(RoomId roomId, long number) =>
        new(IdOf(roomId, number), roomId, $"What was said in {roomId}, a sentence of the usual length.", TimeProvider.System.GetUtcNow(), Publisher);
}
