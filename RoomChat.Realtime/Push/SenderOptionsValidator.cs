using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Push;

namespace RoomChat.Realtime.Push;

/// <summary>The sender needs both keys.</summary>
internal sealed class SenderOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options)
    {
        if (!options.IsOn) return ValidateOptionsResult.Skip;
        if (!Uri.TryCreate(options.Subject, UriKind.Absolute, out var address) || address.Scheme is not ("mailto" or "https"))
            return ValidateOptionsResult.Fail("Push:Subject is whom push services can ask, and begins with mailto: or https:.");
        try
        {
            VapidKey.Open(options).Dispose();
            return ValidateOptionsResult.Success;
        }
        catch (CryptographicException e)
        {
            return ValidateOptionsResult.Fail($"Push:PrivateKey is not the key to Push:PublicKey: {e.Message}");
        }
    }
}
