using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The decision on an action of a caller in a room.</summary>
/// <param name="Verdict">The decision.</param>
/// <param name="Why">The reason for a refusal, for people; null when the action is allowed.</param>
/// <param name="SlowMode">Minimum time between two messages of the caller to the room; zero for none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomDecision(RoomVerdict Verdict, string? Why = null, TimeSpan SlowMode = default)
{
    /// <summary>Whether the action is allowed.</summary>
    public bool IsAllowed => Verdict == RoomVerdict.Allowed;
}
