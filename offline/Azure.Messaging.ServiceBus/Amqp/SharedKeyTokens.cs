using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Signs tokens with a named key.</summary>
internal sealed class SharedKeyTokens(AzureNamedKeyCredential credential, TimeProvider time) : ICbsTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct)
    {
        var (name, key) = credential;
        var expires = time.GetUtcNow() + Lifetime;
        var seconds = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var resource = WebUtility.UrlEncode(audience);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{seconds}"));
        var token = $"SharedAccessSignature sr={resource}&sig={WebUtility.UrlEncode(Convert.ToBase64String(signature))}&se={seconds}&skn={WebUtility.UrlEncode(name)}";
        return ValueTask.FromResult(new CbsToken(token, CbsToken.SasType, expires));
    }
}
