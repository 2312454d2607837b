using Microsoft.Extensions.Options;

namespace RoomChat.Web.Tokens;

/// <summary>Stops the start with an error text. The text names the setting, and never contains a secret.</summary>
internal sealed class TokenIssuersValidator(IHostEnvironment environment) : IValidateOptions<TokenOptions>
{
    public ValidateOptionsResult Validate(string? name, TokenOptions options)
    {
        var failures = new List<string>();
        CheckBearer(options.Bearer, failures);
        CheckTokens(options.Tokens, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private void CheckBearer(BearerOptions bearer, List<string> failures)
    {
        const string Section = $"{TokenOptions.Section}:{nameof(TokenOptions.Bearer)}";
        if (!bearer.IsSet)
        {
            if (!string.IsNullOrWhiteSpace(bearer.Audience)) failures.Add($"{Section}:Audience is set, and {Section}:Authority is not.");
            return;
        }
        if (!Authorities.IsGood(bearer.Authority!, environment))
            failures.Add($"{Section}:Authority is '{bearer.Authority}'. {Authorities.Rule}");
        // Without an audience, tokens for any other service of the same provider would be accepted.
        if (string.IsNullOrWhiteSpace(bearer.Audience))
            failures.Add($"{Section}:Audience is not set. It is what the tokens for this system name as 'aud'.");
    }

    private static void CheckTokens(ConnectionTokenOptions tokens, List<string> failures)
    {
        const string Section = $"{TokenOptions.Section}:{nameof(TokenOptions.Tokens)}";
        if (tokens.Keys.Count == 0) return;
        if (string.IsNullOrWhiteSpace(tokens.Issuer)) failures.Add($"{Section}:Issuer is not set. It is what the tokens name as 'iss'.");
        if (string.IsNullOrWhiteSpace(tokens.Audience))
            failures.Add($"{Section}:Audience is not set. It is what the tokens name as 'aud'.");
        for (var i = 0; i < tokens.Keys.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(tokens.Keys[i].Kid)) failures.Add($"{Section}:Keys:{i}:Kid is not set.");
            if (TokenKey.TryRead(tokens.Keys[i], out var problem) is null) failures.Add($"{Section}:Keys:{i}: {problem}");
        }
        if (tokens.Keys.DistinctBy(key => key.Kid, StringComparer.Ordinal).Count() < tokens.Keys.Count)
            failures.Add($"{Section}:Keys has the same Kid twice.");
    }
}
