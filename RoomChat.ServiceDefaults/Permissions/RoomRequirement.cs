using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>What an action takes: a row of the table of rights.</summary>
/// <param name="Rights">One of these rights of the caller, where its token or key restricts it.</param>
/// <param name="Public">One of these roles in a public room. In a room that no user created everyone is a visitor.</param>
/// <param name="Private">One of these roles in a private room.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomRequirement(RoomRights Rights, RoomRoles Public, RoomRoles Private);
