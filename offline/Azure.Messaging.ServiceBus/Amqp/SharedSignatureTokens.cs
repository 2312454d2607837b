using System.Globalization;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Passes on a ready-made signature; whoever gave it updates it.</summary>
internal sealed class SharedSignatureTokens(AzureSasCredential credential) : ICbsTokens
{
    public ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct) =>
        ValueTask.FromResult(new CbsToken(credential.Signature, CbsToken.SasType, ExpiryOf(credential.Signature)));

    // SharedAccessSignature sr=…&sig=…&se=1735689600&skn=…
    private static DateTimeOffset ExpiryOf(string signature)
    {
        foreach (var part in signature.Split('&'))
        {
            if (part.StartsWith("se=", StringComparison.Ordinal) && long.TryParse(part.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        throw new ArgumentException("The shared access signature has no expiry (se=…).", nameof(signature));
    }
}
