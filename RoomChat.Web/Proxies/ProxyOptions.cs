using System.ComponentModel.DataAnnotations;

namespace RoomChat.Web.Proxies;

/// <summary>The proxies in front of the gateway, section <c>Proxies</c>. Only they may say from where and how a request came.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxies";

    /// <summary>
    /// Addresses and networks (<c>10.0.0.7</c>, <c>10.1.0.0/16</c>) whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed;
    /// none by default.
    /// </summary>
    [NetworkList]
    public IReadOnlyList<string> Trusted { get; set; } = [];

    /// <summary>How many proxies stand in a row: so many entries of the headers are believed, from the end.</summary>
    [Range(1, 10)]
    public int Hops { get; set; } = 1;
}
