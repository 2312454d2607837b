using System.Collections.Concurrent;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ServiceDefaults.Permissions;

/// <summary>Rules that a test sets.</summary>
internal sealed class StoredRules : IRoomRules
{
    private readonly ConcurrentDictionary<RoomId, RoomRule> _rules = new();

    public RulesAge Age { get; set; }

    public bool HasAdHocRooms { get; set; } = true;

    public bool IsOff => false;

    public IEnumerable<RoomRule> All => _rules.Values;

    public RoomRule? Find(RoomId roomId) => _rules.GetValueOrDefault(roomId);

    public Task RefreshAsync(CancellationToken ct) => Task.CompletedTask;

    internal void Set(RoomRule rule) => _rules[rule.RoomId] = rule;

    internal void Set(RoomVisibility visibility, RoomId roomId, params (string UserId, RoomStanding Standing)[] standings) =>
        Set(Rule(visibility, RoomPublishers.Members, roomId, standings));

    internal static RoomRule Rule(
        RoomVisibility visibility, RoomPublishers publishers, RoomId roomId, params (string UserId, RoomStanding Standing)[] standings) =>
        RoomRule.Make(
            roomId, visibility, publishers, standings.ToDictionary(one => one.UserId, one => one.Standing, StringComparer.Ordinal));
}
