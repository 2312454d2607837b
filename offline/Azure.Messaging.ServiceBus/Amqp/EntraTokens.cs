using Azure.Core;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Asks Microsoft Entra ID.</summary>
internal sealed class EntraTokens(TokenCredential credential) : ICbsTokens
{
    /// <summary>What the token is for.</summary>
    public const string Scope = "https://servicebus.azure.net/.default";

    private static readonly TokenRequestContext Context = new([Scope]);

    public async ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct)
    {
        var token = await credential.GetTokenAsync(Context, ct);
        return new(token.Token, CbsToken.JwtType, token.ExpiresOn);
    }
}
