using Azure.Core;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Asks Microsoft Entra ID.</summary>
internal sealed class EntraTokens(TokenCredential credential) : ICbsTokens
{
    private static readonly TokenRequestContext Context = new(["https://servicebus.azure.net/.default"]);

    public async ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct)
    {
        var token = await credential.GetTokenAsync(Context, ct);
        return new(token.Token, CbsToken.JwtType, token.ExpiresOn);
    }
}
