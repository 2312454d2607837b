using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>The recent ends of logs, as reported by their appenders.</summary>
/// <param name="Last">The last digest in this answer. The next read starts after it.</param>
/// <param name="IsWhole">
/// Whether all digests are present: then logs without a head here are unchanged. Else all logs must be read, after this answer.
/// </param>
/// <param name="Heads">Rooms with their last positions. A room may occur more than once, in any order.</param>
public sealed record RecentAppends(long Last, bool IsWhole, IReadOnlyList<(RoomId RoomId, RoomPosition Head)> Heads);
