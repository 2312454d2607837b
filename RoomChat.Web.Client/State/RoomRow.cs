namespace RoomChat.Web.Client.State;

/// <summary>A row of the list of rooms.</summary>
public abstract record RoomRow
{
    private RoomRow() { }

    /// <summary>The name of a section.</summary>
    public sealed record Head(RoomSection Section) : RoomRow;

    /// <summary>A room.</summary>
    public sealed record Room(ListedRoom Listed) : RoomRow;
}
