using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Tests.Access;

/// <summary>Makes shared access signatures, as clients do.</summary>
internal static class Signed
{
    internal const string Key = "a key of the test";
    internal const string KeyName = "RootManageSharedAccessKey";

    internal static string Token(string resource, DateTimeOffset expires, string key = Key, string keyName = KeyName)
    {
        var encoded = Uri.EscapeDataString(resource);
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{encoded}\n{expiry}")));
        return $"SharedAccessSignature sr={encoded}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn={keyName}";
    }
}
