using System.Text.Json;
using Microsoft.JSInterop;

namespace RoomChat.Web.Client.State;

/// <summary><see cref="IRoomMemory"/> in the browser's local storage.</summary>
internal sealed class BrowserRoomMemory(IJSRuntime js) : IRoomMemory
{
    private const string Key = "roomchat.rooms";

    public async ValueTask<RememberedRooms> LoadAsync()
    {
        var text = await js.InvokeAsync<string?>("localStorage.getItem", Key);
        if (text is null) return RememberedRooms.None;
        try
        {
            return JsonSerializer.Deserialize(text, RememberedRoomsContext.Default.RememberedRooms) ?? RememberedRooms.None;
        }
        catch (JsonException)
        {
            return RememberedRooms.None;   // somebody else's value, or one of another version
        }
    }

    public ValueTask SaveAsync(RememberedRooms rooms) =>
        js.InvokeVoidAsync("localStorage.setItem", Key, JsonSerializer.Serialize(rooms, RememberedRoomsContext.Default.RememberedRooms));
}
