using System.Collections.Concurrent;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Amqp.Transport;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>State that the links of one connection share. Link names are unique within a connection only.</summary>
internal sealed class ConnectionState
{
    private const string Key = "RoomChat.ConnectionState";

    private readonly ConcurrentDictionary<string, ReplyLink> _replyLinks = new(StringComparer.Ordinal);

    /// <summary>The sessions held through this connection, by the name of the link.</summary>
    public ConcurrentDictionary<string, SessionLock> Sessions { get; } = new(StringComparer.Ordinal);

    /// <summary>The paths for which the client has sent tokens.</summary>
    public ConnectionClaims Claims { get; } = new();

    /// <summary>The bytes that wait to be written to the client; null on the library's own transports.</summary>
    public OutgoingBytes? Outgoing { get; set; }

    public static ConnectionState Of(ListenerLink link) => Of((ListenerConnection)link.Session.Connection);

    public static ConnectionState Of(ListenerConnection connection)
    {
        var properties = connection.Properties;
        lock (properties)
        {
            if (properties.TryGetValue(Key, out var known)) return (ConnectionState)known;
            var state = new ConnectionState();
            properties.Add(Key, state);
            return state;
        }
    }

    /// <summary>Adds a link for replies. Requests name it by its target address, or by its link name if it has none.</summary>
    public void AddReplyLink(ReplyLink replies, string? targetAddress)
    {
        var link = replies.Link;
        string[] names = targetAddress is null ? [link.Name] : [targetAddress, link.Name];
        foreach (var name in names) _replyLinks[name] = replies;
        link.AddClosedCallback((_, _) =>
        {
            foreach (var name in names) _replyLinks.TryRemove(new KeyValuePair<string, ReplyLink>(name, replies));
        });
    }

    public ReplyLink? FindReplyLink(string? replyTo) => replyTo is not null && _replyLinks.TryGetValue(replyTo, out var link) ? link : null;
}
