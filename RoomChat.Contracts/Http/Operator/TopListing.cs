namespace RoomChat.Contracts.Http.Operator;

/// <summary>Where most was said in the last hour, and by whom.</summary>
/// <param name="Rooms">Rooms by messages.</param>
/// <param name="Users">Users and programs by messages.</param>
public sealed record TopListing(IReadOnlyList<TopEntry> Rooms, IReadOnlyList<TopEntry> Users);
