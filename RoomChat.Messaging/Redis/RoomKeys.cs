using System.Globalization;
using RoomChat.Contracts;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// All keys and channels in Redis. The keys of one room share the hash tag <c>{room}</c>, so that a script on them touches one slot of a
/// cluster. The counts share one slot, too. One node handles their load: a few commands a second from each instance, and one hash per
/// instance to sum up.
/// </summary>
public static class RoomKeys
{
    /// <summary>The instances that have a share in the room counts (set).</summary>
    public static RedisKey CountingInstances { get; } = "roomchat:{counts}:instances";

    /// <summary>The instances by the end of their leases (sorted set).</summary>
    public static RedisKey InstanceLeases { get; } = "roomchat:{instances}:leases";

    /// <summary>The guardians of instances whose leases have ended (hash of instance to instance).</summary>
    public static RedisKey InstanceGuardians { get; } = "roomchat:{instances}:guardians";

    /// <summary>The routing strategies of the instances (sorted set of strategy and instance by the end of the notice).</summary>
    public static RedisKey RoutingNotices { get; } = "roomchat:{instances}:routing";

    /// <summary>The last reports of the instances (hash of instance to report).</summary>
    public static RedisKey InstanceReports { get; } = "roomchat:{instances}:reports";

    /// <summary>The instances that report by the ends of their leases (sorted set).</summary>
    public static RedisKey InstanceReportLeases { get; } = "roomchat:{instances}:reported";

    /// <summary>The figures of an hour by minute, over all instances (hash).</summary>
    public static RedisKey ChartHour(long hour) => string.Create(CultureInfo.InvariantCulture, $"roomchat:{{charts}}:hour:{hour}");

    /// <summary>The busiest rooms of some minutes (sorted set by messages).</summary>
    public static RedisKey TopRooms(long slice) => string.Create(CultureInfo.InvariantCulture, $"roomchat:{{charts}}:rooms:{slice}");

    /// <summary>The busiest users of some minutes (sorted set by messages).</summary>
    public static RedisKey TopUsers(long slice) => string.Create(CultureInfo.InvariantCulture, $"roomchat:{{charts}}:users:{slice}");

    /// <summary>What operators did (list, newest first).</summary>
    public static RedisKey OperatorActs { get; } = "roomchat:{operators}:acts";

    /// <summary>The channel on which operators' orders are announced.</summary>
    public static RedisChannel OperatorOrders { get; } = RedisChannel.Literal("roomchat:{operators}:orders");

    /// <summary>The page's ended sessions, by end time (sorted set of user ids).</summary>
    public static RedisKey EndedSessions { get; } = "roomchat:{sessions}:ended";

    /// <summary>The number of the last digest of appends (number).</summary>
    public static RedisKey LastDigest { get; } = "roomchat:{digests}:last";

    /// <summary>The names of signed-in users and of programs (hash of a name's shape to the owner's id).</summary>
    public static RedisKey RegisteredNames { get; } = "roomchat:{names}:registered";

    /// <summary>The sessions of guests with a name of this shape (set).</summary>
    public static RedisKey GuestsOfName(string shape) => $"roomchat:{{names}}:guests:{shape}";

    /// <summary>
    /// The ends of the logs to which one instance appended within two seconds (text: a line of room, offset and epoch for each).
    /// </summary>
    public static RedisKey Digest(long number) => string.Create(CultureInfo.InvariantCulture, $"roomchat:{{digests}}:{number}");

    /// <summary>The subscriptions of Web Push to a room (hash of id to target).</summary>
    public static RedisKey PushTargets(RoomId roomId) => $"roomchat:{{{roomId}}}:push";

    /// <summary>Marks a message as claimed for push (text).</summary>
    public static RedisKey Pushed(RoomId roomId, RoomPosition position)
    {
        ArgumentNullException.ThrowIfNull(position);
        return $"roomchat:{{{roomId}}}:pushed:{position.Epoch}:{position.Offset}";
    }

    /// <summary>The rooms of a subscription of Web Push (set).</summary>
    public static RedisKey PushRooms(string subscriptionId) => $"roomchat:push:{subscriptionId}:rooms";

    /// <summary>The subscriptions of a user, by last save (sorted set).</summary>
    public static RedisKey PushOfUser(string userId) => $"roomchat:push-of:{userId}";

    /// <summary>The log's epoch and last offset (hash).</summary>
    public static RedisKey Head(RoomId roomId) => $"roomchat:{{{roomId}}}:head";

    /// <summary>The kept messages by offset (sorted set).</summary>
    public static RedisKey Log(RoomId roomId) => $"roomchat:{{{roomId}}}:log";

    /// <summary>The ids and senders of the kept messages and of recently removed ones, by offset (sorted set).</summary>
    public static RedisKey Ids(RoomId roomId) => $"roomchat:{{{roomId}}}:said";

    /// <summary>The instances that receive the room's messages from the broker (set).</summary>
    public static RedisKey Servers(RoomId roomId) => $"roomchat:{{{roomId}}}:servers";

    /// <summary>Lock for making or removing the room's topic (text).</summary>
    public static RedisKey TopicLock(RoomId roomId) => $"roomchat:{{{roomId}}}:topic-lock";

    /// <summary>When the room's message budget is full again (text).</summary>
    public static RedisKey Rate(RoomId roomId) => $"roomchat:{{{roomId}}}:rate";

    /// <summary>When one sender's share of the room's budget is full again (text).</summary>
    public static RedisKey SenderRate(RoomId roomId, string senderId) => $"roomchat:{{{roomId}}}:rate:{senderId}";

    /// <summary>Allows the room to be made: its first message is in transit to the log (text).</summary>
    public static RedisKey Made(RoomId roomId) => $"roomchat:{{{roomId}}}:made";

    /// <summary>The id of a user's last message to a room in slow mode, kept while the user must wait (text).</summary>
    public static RedisKey SlowMode(RoomId roomId, string userId) => $"roomchat:{{{roomId}}}:slow:{userId}";

    /// <summary>The channel on which changes of rooms are announced.</summary>
    public static RedisChannel RoomChanges { get; } = RedisChannel.Literal("roomchat:{rooms}:changes");

    /// <summary>Marks a ticket as used (text).</summary>
    public static RedisKey UsedTicket(string id) => $"roomchat:ticket:{id}";

    /// <summary>The channel on which appends are announced.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="isSharded">Whether only the node that owns the room's slot carries the channel, see <c>RoomChannel:Sharded</c>; else
    /// every node carries it.</param>
    public static RedisChannel Channel(RoomId roomId, bool isSharded = false)
    {
        var name = $"roomchat:{{{roomId}}}:messages";
        return isSharded ? RedisChannel.Sharded(name) : RedisChannel.Literal(name);
    }

    /// <summary>
    /// The same channel with StackExchange.Redis' channel prefix. The library adds the prefix to its own channels, but not to those that a
    /// script names.
    /// </summary>
    public static string PrefixedChannel(RoomId roomId, ConfigurationOptions connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return $"{(string?)connection.ChannelPrefix}{Channel(roomId)}";
    }

    /// <summary>The users in a room (hash of user id to the user's instances and name).</summary>
    public static RedisKey Members(RoomId roomId) => $"roomchat:{{{roomId}}}:members";

    /// <summary>One instance's share of the room counts (hash of room to count).</summary>
    public static RedisKey CountShare(string instanceId) => $"roomchat:{{counts}}:of:{instanceId}";
}
