using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Stops the start with an error text. The text names the setting, and never contains the key.</summary>
internal sealed class SubscriptionKeyOptionsValidator : IValidateOptions<SubscriptionKeyOptions>
{
    private const int MinKeyLength = 16;

    public ValidateOptionsResult Validate(string? name, SubscriptionKeyOptions options)
    {
        var failures = new List<string>();
        if (options.Subscriptions.Count == 0)
        {
            failures.Add(
                "Gateway:Subscriptions has no subscription, so nobody could call. Set Gateway:Subscriptions:<name>:PrimaryKey "
                + "(environment variable Gateway__Subscriptions__<name>__PrimaryKey) to a key of 16 characters or more.");
        }

        foreach (var (subscription, settings) in options.Subscriptions)
        {
            var section = $"Gateway:Subscriptions:{subscription}";
            if (!RoomId.TryParse(subscription, out _))
                failures.Add($"{section}: a subscription's name is 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'.");
            if (!UserName.TryParse(settings.DisplayName ?? subscription, out var display, out var problem))
                failures.Add($"{section}:DisplayName cannot be used. {problem}");
            else if (display.LooksLike("You"))
                failures.Add($"{section}:DisplayName is '{display}'. Every user's page calls its own user so.");
            if (settings.CallsPerMinute is < 1)
            {
                failures.Add(
                    $"{section}:CallsPerMinute is {settings.CallsPerMinute}, and must be 1 or more, or be left out for no limit.");
            }

            CheckRooms(settings, section, failures);
            CheckKey(settings.PrimaryKey ?? "", $"{section}:PrimaryKey", failures);
            if (settings.SecondaryKey is { } secondary) CheckKey(secondary, $"{section}:SecondaryKey", failures);
        }
        var keys = options.Subscriptions.Values
            .SelectMany(s => new[] { s.PrimaryKey, s.SecondaryKey })
            .Where(k => !string.IsNullOrEmpty(k))
            .ToList();
        if (keys.Distinct(StringComparer.Ordinal).Count() != keys.Count)
            failures.Add("Gateway:Subscriptions has the same key twice. Every PrimaryKey and SecondaryKey must be another one.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckRooms(SubscriptionOptions settings, string section, List<string> failures)
    {
        var bad = settings.Rooms?.FirstOrDefault(room => !RoomPattern.TryParse(room, out _));
        if (bad is not null) failures.Add($"{section}:Rooms has '{bad}'. {RoomPattern.Rule}");
        else if (settings.ReadGrants() is null)
            failures.Add($"{section}:Rooms has more than {RoomGrants.MaxCount} patterns, or they are too long together.");
    }

    private static void CheckKey(string key, string setting, List<string> failures)
    {
        if (key.Length < MinKeyLength) failures.Add($"{setting} has {key.Length} characters, and must have {MinKeyLength} or more.");
        if (key.Any(c => c is <= ' ' or > '~')) failures.Add($"{setting} must be printable ASCII without blanks.");
    }
}
