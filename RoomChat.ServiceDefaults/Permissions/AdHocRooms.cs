using RoomChat.Contracts;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The rules for a service in which users cannot create rooms. Each room appears with its first join.</summary>
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
