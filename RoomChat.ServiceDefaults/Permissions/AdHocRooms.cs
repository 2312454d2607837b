using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rules where no rooms can be created: there are only rooms that come with the first join.</summary>
public sealed class AdHocRooms : IRoomRules
{
    /// <inheritdoc/>
    public RulesAge Age => RulesAge.Current;

    /// <inheritdoc/>
    public bool HasAdHocRooms => true;

    /// <inheritdoc/>
    public bool IsOff => true;

    /// <inheritdoc/>
    public IEnumerable<RoomRule> All => [];

    /// <inheritdoc/>
    public RoomRule? Find(RoomId roomId) => null;

    /// <inheritdoc/>
    public Task RefreshAsync(CancellationToken ct) => Task.CompletedTask;
}
