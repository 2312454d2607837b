using System.Text.Json;
using Microsoft.JSInterop;

namespace RoomChat.Web.Client.State;

/// <summary><see cref="IRoomMemory"/> in the browser's local storage.</summary>
internal sealed partial class BrowserRoomMemory(IJSRuntime js, ILogger<BrowserRoomMemory> logger) : IRoomMemory
{
    private const string Key = "roomchat.rooms";

    public async ValueTask<RememberedRooms> LoadAsync()
    {
        try
        {
            var text = await js.InvokeAsync<string?>("localStorage.getItem", Key);
            return text is null ? RememberedRooms.None
                : JsonSerializer.Deserialize(text, RememberedRoomsContext.Default.RememberedRooms) ?? RememberedRooms.None;
        }
        catch (Exception e) when (e is JSException or JsonException)
        {
            return RememberedRooms.None;   // the browser forbids storage, or the value is somebody else's
        }
    }

    public async ValueTask SaveAsync(RememberedRooms rooms)
    {
        try
        {
            await js.InvokeVoidAsync("localStorage.setItem", Key, JsonSerializer.Serialize(rooms, RememberedRoomsContext.Default.RememberedRooms));
        }
        catch (JSException e)
        {
            LogNotRemembered(logger, e);   // forbidden or full: the chat works, and a reload begins without rooms
        }
    }

    [LoggerMessage(LogLevel.Information, "The browser does not remember the rooms")]
    private static partial void LogNotRemembered(ILogger logger, Exception e);
}
