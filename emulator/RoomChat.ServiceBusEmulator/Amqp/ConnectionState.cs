using System.Collections.Concurrent;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Amqp.Transport;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>What links of one connection know of one another. Names of links are unique within a connection only.</summary>
internal sealed class ConnectionState
{
    private const string Key = "RoomChat.ConnectionState";

    private readonly ConcurrentDictionary<string, ReplyLink> _replyLinks = new(StringComparer.Ordinal);

    /// <summary>The sessions held through this connection, by the name of the link.</summary>
    public ConcurrentDictionary<string, SessionLock> Sessions { get; } = new(StringComparer.Ordinal);

    /// <summary>What the client has shown tokens for.</summary>
    public ConnectionClaims Claims { get; } = new();

    /// <summary>What waits to be written to the client; null on a transport of the library's own.</summary>
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

    /// <summary>Remembers a link that takes replies. Clients ask for them by its target address, or, having none, by its name.</summary>
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
