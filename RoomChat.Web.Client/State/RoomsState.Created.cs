using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

// Rooms that users created: their titles, and the user's role there.
public sealed partial class RoomsState
{
    private static readonly TimeSpan CreatedEvery = TimeSpan.FromMinutes(1);

    private readonly RoomsApi _roomsApi;
    private long? _createdAt;

    /// <summary>Details of a room that a user created; null for other rooms.</summary>
    public RoomSummary? Created(RoomId roomId) => _directory.Created.GetValueOrDefault(roomId);

    /// <summary>The title of a room; without one, the id.</summary>
    public string TitleOf(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return Created(roomId)?.Title ?? roomId.Value;
    }

    /// <summary>Loads the rooms that users created, with the user's role in each.</summary>
    public async Task LoadCreatedAsync(CancellationToken ct = default)
    {
        _createdAt = _time.GetTimestamp();
        try
        {
            var listing = await _roomsApi.ListAsync(ct);
            _directory.TakeCreated(listing.Rooms.Where(room => room.Title is not null)
                .Select(room => RoomId.TryParse(room.RoomId, out var id) ? KeyValuePair.Create(id, room) : default)
                .Where(room => room.Key is not null).ToDictionary());
            _changed();
        }
        catch (Exception e) when (e is RoomChatException or OperationCanceledException)
        {
            return;   // the list keeps the titles it has, until the next load
        }
    }

    private Task RefreshCreatedAsync(CancellationToken ct) =>
        _createdAt is { } at && _time.GetElapsedTime(at) < CreatedEvery ? Task.CompletedTask : LoadCreatedAsync(ct);
}
