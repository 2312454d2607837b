using System.Net;
using System.Net.Sockets;

namespace RoomChat.Web.Proxies;

/// <summary>The address under which a client is counted.</summary>
internal static class ClientAddress
{
    // One household usually has a whole 64-bit network of IPv6.
    private const int CountedBytes = 8;

    /// <summary>An IPv4 address unchanged, or the network of an IPv6 address; null when there is none, as on a socket file.</summary>
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
