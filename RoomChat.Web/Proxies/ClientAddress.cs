using System.Net;
using System.Net.Sockets;

namespace RoomChat.Web.Proxies;

/// <summary>The address by which a client is counted.</summary>
internal static class ClientAddress
{
    // A household gets 64 bits of IPv6 to itself.
    private const int CountedBytes = 8;

    /// <summary>An IPv4 address as it is, the network of an IPv6 address; null when there is none, as on a socket file.</summary>
    public static string? Of(IPAddress? address)
    {
        if (address is null) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(CountedBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
