using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Proxies;

/// <summary>The proxies in front of the gateway, section <c>Proxies</c>. Only their forwarded headers are trusted.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.7</c>, <c>10.1.0.0/16</c>) whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are trusted;
    /// none by default.
    /// </summary>
    [NetworkList]
    public IReadOnlyList<string> Trusted { get; set; } = [];

    /// <summary>Number of proxies in a row. So many entries of the headers are trusted, from the end.</summary>
    [Range(1, 10)]
    public int Hops { get; set; } = 1;
}
