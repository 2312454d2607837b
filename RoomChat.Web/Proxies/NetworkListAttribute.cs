using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace RoomChat.Web.Proxies;

/// <summary>
/// Demands that each text of a list is an IP address or a network of them: <c>10.0.0.7</c>, <c>10.1.0.0/16</c>, <c>fd00::/8</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkListAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is IEnumerable<string> networks && networks.All(text => TryParse(text, out _));

    public override string FormatErrorMessage(string name) => $"{name}: a proxy is an IP address as 10.0.0.7, or a network as 10.1.0.0/16.";

    public static bool TryParse(string text, [NotNullWhen(true)] out IPNetwork? network)
    {
        network = IPAddress.TryParse(text, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(text, out var several) ? several
            : null;
        return network is not null;
    }
}
