using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Stops the start with an error text. The text names the setting, and never contains the secret.</summary>
internal sealed class SignatureOptionsValidator(IHostEnvironment environment) : IValidateOptions<SignatureOptions>
{
    private const int MinLength = 32;

    private static readonly string Missing = string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(nameof(SignatureOptions.Secret))} is not set "
        + $"(environment variable {SignatureOptions.Section}__{nameof(SignatureOptions.Secret)}). Gateway, API and realtime service need "
        + $"the same secret, of {MinLength} characters or more. Only the environment Development works without one.");

    public ValidateOptionsResult Validate(string? name, SignatureOptions options)
    {
        var failures = new List<string>();
        CheckLength(nameof(options.Secret), options.Secret, failures);
        CheckLength(nameof(options.PreviousSecret), options.PreviousSecret, failures);
        if (!options.IsSet && !string.IsNullOrEmpty(options.PreviousSecret))
            failures.Add($"{Name(nameof(options.PreviousSecret))} is set, and {Name(nameof(options.Secret))} is not.");
        else if (!options.IsSet && !environment.IsDevelopment())
            failures.Add(Missing);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckLength(string setting, string? secret, List<string> failures)
    {
        if (secret is { Length: > 0 and < MinLength })
        {
            failures.Add(string.Create(
                CultureInfo.InvariantCulture, $"{Name(setting)} has {secret.Length} characters, and must have {MinLength} or more."));
        }
    }

    private static string Name(string setting) => $"{SignatureOptions.Section}:{setting}";
}
