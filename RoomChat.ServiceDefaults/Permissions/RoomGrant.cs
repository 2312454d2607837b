namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Rights in all rooms of a pattern.</summary>
/// <param name="Pattern">The rooms.</param>
/// <param name="Rights">The rights there.</param>
public sealed record RoomGrant(RoomPattern Pattern, RoomRights Rights);
