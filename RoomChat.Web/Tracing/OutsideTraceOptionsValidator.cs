using Microsoft.Extensions.Options;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Tracing;

/// <summary>Stops the start if a name is not a subscription. Otherwise traces would end at the gateway without a message.</summary>
internal sealed class OutsideTraceOptionsValidator(IOptions<SubscriptionKeyOptions> keys) : IValidateOptions<OutsideTraceOptions>
{
    public ValidateOptionsResult Validate(string? name, OutsideTraceOptions options)
    {
        var unknown = options.TrustedSubscriptions.Where(trusted => !keys.Value.Subscriptions.ContainsKey(trusted)).ToList();
        return unknown.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{OutsideTraceOptions.Section}:{nameof(options.TrustedSubscriptions)} names no subscription of Gateway:Subscriptions: "
                + $"{string.Join(", ", unknown)}.");
    }
}
