using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Whether a caller may do something in a room.</summary>
/// <param name="Verdict">Whether.</param>
/// <param name="Why">Why not, for people; null when the caller may.</param>
/// <param name="SlowMode">Time that the caller lets pass between two messages to the room; zero for none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomDecision(RoomVerdict Verdict, string? Why = null, TimeSpan SlowMode = default)
{
    /// <summary>Whether the caller may.</summary>
    public bool IsAllowed => Verdict == RoomVerdict.Allowed;
}
