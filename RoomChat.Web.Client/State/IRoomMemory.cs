namespace RoomChat.Web.Client.State;

/// <summary>Remembers over a reload of the page which rooms were joined.</summary>
internal interface IRoomMemory
{
    ValueTask<RememberedRooms> LoadAsync();

    ValueTask SaveAsync(RememberedRooms rooms);
}
