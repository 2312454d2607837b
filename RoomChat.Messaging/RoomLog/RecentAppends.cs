using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Where logs ended lately, as those who appended to them say.</summary>
/// <param name="Last">The last digest that this answer covers: ask for what comes after it next.</param>
/// <param name="IsWhole">
/// Whether no digest is missing, so that every log without a head here is as it was. Else all logs must be asked, after this answer.
/// </param>
/// <param name="Heads">Rooms with their last positions. A room may come more than once, in any order.</param>
public sealed record RecentAppends(long Last, bool IsWhole, IReadOnlyList<(RoomId RoomId, RoomPosition Head)> Heads);
