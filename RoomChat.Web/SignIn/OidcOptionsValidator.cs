using Microsoft.Extensions.Options;
using RoomChat.Web.Tokens;

namespace RoomChat.Web.SignIn;

/// <summary>Stops the start with an error text. The text names the setting, and never contains the secret.</summary>
internal sealed class OidcOptionsValidator(IHostEnvironment environment) : IValidateOptions<OidcOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcOptions options)
    {
        if (!options.IsSet) return ValidateOptionsResult.Success;
        var failures = new List<string>();
        if (!Authorities.IsGood(options.Authority!, environment))
            failures.Add($"{OidcOptions.Section}:Authority is '{options.Authority}'. {Authorities.Rule}");
        if (string.IsNullOrWhiteSpace(options.ClientId)) failures.Add($"{OidcOptions.Section}:ClientId is not set.");
        if (string.IsNullOrWhiteSpace(options.ClientSecret)) failures.Add($"{OidcOptions.Section}:ClientSecret is not set.");
        if (string.IsNullOrWhiteSpace(options.RolesClaim))
            failures.Add($"{OidcOptions.Section}:RolesClaim is empty. Leave it out for 'roles'.");
        if (options.OperatorRole is not null && string.IsNullOrWhiteSpace(options.OperatorRole))
            failures.Add($"{OidcOptions.Section}:OperatorRole is blank. Leave it out for no operators.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
