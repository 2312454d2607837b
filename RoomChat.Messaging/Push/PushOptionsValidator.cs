using Microsoft.Extensions.Options;

namespace RoomChat.Messaging.Push;

internal sealed class PushOptionsValidator : IValidateOptions<PushOptions>
{
    public ValidateOptionsResult Validate(string? name, PushOptions options) =>
        options.PublicKey is null && (options.PrivateKey ?? options.Subject) is not null
            ? ValidateOptionsResult.Fail("Push:PublicKey is missing: Push:PrivateKey and Push:Subject are for it.")
            : options.PublicKey is not null && !PushKeys.TryReadPoint(options.PublicKey, out _)
                ? ValidateOptionsResult.Fail("Push:PublicKey is no VAPID key: an uncompressed point of P-256 (65 bytes) in base64url.")
                : ValidateOptionsResult.Success;
}
