using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The requirements of an action: a row of the table of rights.</summary>
/// <param name="Rights">The caller needs one of these rights, if its token or key restricts it.</param>
/// <param name="Public">The caller needs one of these roles in a public room. In a room without a creator everyone is a visitor.</param>
/// <param name="Private">The caller needs one of these roles in a private room.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomRequirement(RoomRights Rights, RoomRoles Public, RoomRoles Private);
