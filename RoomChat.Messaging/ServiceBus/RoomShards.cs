using System.Globalization;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Maps rooms to Service Bus sessions. All messages of a room are in one session, so that they stay in order.</summary>
public sealed class RoomShards(IOptions<ServiceBusNames> names)
{
    private const uint FnvOffsetBasis = 2166136261;
    private const uint FnvPrime = 16777619;

    private readonly string[] _names =
        [.. Enumerable.Range(0, names.Value.Shards).Select(shard => string.Create(CultureInfo.InvariantCulture, $"shard-{shard:D2}"))];

    /// <summary>The sessions' names, <c>shard-00</c> and so on.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>
    /// The session of a room. Equal in every process and version: the hash is FNV-1a (32 bit, draft-eastlake-fnv), not .NET's.
    /// </summary>
    public string Of(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var hash = FnvOffsetBasis;
        foreach (var letter in roomId.Value) hash = unchecked((hash ^ letter) * FnvPrime);
        return _names[hash % (uint)_names.Length];
    }
}
