using System.Globalization;
using System.Net;
using System.Text;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// Sharded channels: each is received at the cluster node that owns its slot. The map of owners may be outdated, as on any node. A wrong
/// node redirects the request (<c>-MOVED 3999 127.0.0.1:6381</c>).
/// </summary>
internal sealed class SlotOwners(IConnectionMultiplexer redis) : IChannelPlaces
{
    private readonly EndPoint?[] _owners = new EndPoint?[HashSlot.Count];

    public bool AreSharded => true;

    public int SlotOf(string channel) => HashSlot.Of(channel);

    public ChannelPlace PlaceOf(int slot)
    {
        if (_owners[slot] is null && redis.GetServers()
            .Select(server => server.ClusterConfiguration)
            .FirstOrDefault(known => known is not null) is { } known)
        {
            Take(known);
        }

        return new(_owners[slot]);
    }

    public bool TryLearn(ReadOnlySpan<byte> refusal, ChannelPlace refusing, out int slot)
    {
        slot = 0;
        if (Encoding.UTF8.GetString(refusal).Split(' ') is not ["-MOVED", var number, var address]
            || !int.TryParse(number, out slot)
            || slot is < 0 or >= HashSlot.Count)
        {
            return false;
        }
        // An address without a host means the answering host, at another port.
        if (address.StartsWith(':') && refusing.Node is { } node) address = HostOf(node) + address;
        if (EndPointCollection.TryParse(address) is not { } owner) return false;
        _owners[slot] = owner;
        return true;
    }

    public void Refresh(ChannelPlace broken)
    {
        foreach (var server in redis.GetServers().Where(server => server.IsConnected && !server.EndPoint.Equals(broken.Node)))
        {
            try
            {
                Take((RedisResult[])server.Execute("CLUSTER", "SLOTS")!, server.EndPoint);
                return;
            }
            catch (Exception away) when (away is RedisException or TimeoutException or ObjectDisposedException)
            {
                // The next server is asked. If all fail, the old map stays until the next reconnect.
            }
        }
    }

    private static string HostOf(EndPoint node) => node is DnsEndPoint named ? named.Host : ((IPEndPoint)node).Address.ToString();

    private void Take(ClusterConfiguration known)
    {
        foreach (var node in known.Nodes.Where(node => !node.IsReplica && node.EndPoint is not null))
        {
            foreach (var range in node.Slots) Array.Fill(_owners, node.EndPoint, range.From, range.To - range.From + 1);
        }
    }

    // Each range of slots: first, last, and its nodes, the master first: { 0, 5460, { "127.0.0.1", 6381, id … }, … }.
    private void Take(RedisResult[] ranges, EndPoint answering)
    {
        foreach (var range in ranges.Select(range => (RedisResult[])range!))
        {
            var master = (RedisResult[])range[2]!;
            var host = (string?)master[0] is { Length: > 0 } named ? named : HostOf(answering);
            var owner = EndPointCollection.TryParse(string.Create(CultureInfo.InvariantCulture, $"{host}:{(int)master[1]}"));
            Array.Fill(_owners, owner, (int)range[0], (int)range[1] - (int)range[0] + 1);
        }
    }
}
