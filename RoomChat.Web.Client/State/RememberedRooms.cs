namespace RoomChat.Web.Client.State;

/// <summary>The joined rooms, and the one that was looked at.</summary>
internal sealed record RememberedRooms(IReadOnlyList<string> Joined, string? Current)
{
    public static readonly RememberedRooms None = new([], null);
}
