using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RoomChat.Web.SignIn;

/// <summary>
/// Asks the provider from time to time whether a session may continue, with the refresh token in the session's cookie, which only the
/// gateway can read. A user that the provider refuses loses the session. If the provider does not answer, the session continues.
/// </summary>
internal sealed partial class ProviderRenewal(
    IOptionsMonitor<OpenIdConnectOptions> options, OperatorRole role, TimeProvider time, ILogger<ProviderRenewal> logger)
{
    private const string RefreshToken = "refresh_token";
    private const string AskAgainAt = "roomchat.ask_again_at";
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    // Requests in transit still have the previous cookie.
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(30);

    // A page sends several requests at once, and some providers accept each refresh token only once.
    private readonly Dictionary<string, Task<OpenIdConnectMessage?>> _asking = new(StringComparer.Ordinal);
    private readonly Lock _sync = new();

    /// <summary>Stores the data for the renewal in the session's properties. Without a refresh token there is no renewal.</summary>
    public static void Keep(AuthenticationProperties properties, OpenIdConnectMessage? answer, DateTimeOffset now)
    {
        if (answer?.RefreshToken is not { Length: > 0 } token) return;
        properties.SetString(RefreshToken, token);
        _ = double.TryParse(answer.ExpiresIn, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds);
        Set(properties, now + TimeSpan.FromSeconds(Math.Clamp(seconds, Shortest.TotalSeconds, Longest.TotalSeconds)));
    }

    /// <summary>Whether the session may continue, and whether its properties were changed.</summary>
    /// <param name="userId">The session's user.</param>
    /// <param name="properties">The session's properties.</param>
    public async Task<(bool IsGood, bool IsRenewed)> CheckAsync(string? userId, AuthenticationProperties properties)
    {
        if (properties.GetString(RefreshToken) is not { } token || time.GetUtcNow() < Get(properties)) return (true, false);
        var answer = await AskOnceAsync(token);
        if (answer is null) Set(properties, time.GetUtcNow() + AfterFailure);
        else if (answer.Error is not null) return (false, false);
        else await RenewAsync(userId, properties, answer);
        return (true, true);
    }

    private async Task RenewAsync(string? userId, AuthenticationProperties properties, OpenIdConnectMessage answer)
    {
        Keep(properties, answer, time.GetUtcNow());
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await role.RenewAsync(properties, userId, answer.IdToken, options.Get(OidcScheme.Name), patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            LogAway(e);   // the role lapses when this goes on
        }
    }

    private Task<OpenIdConnectMessage?> AskOnceAsync(string token)
    {
        lock (_sync)
        {
            if (_asking.TryGetValue(token, out var asking)) return asking;
            _ = ForgetLaterAsync(token);
            return _asking[token] = AskAsync(token);
        }
    }

    private async Task ForgetLaterAsync(string token)
    {
        await Task.Delay(KnownFor, time);
        lock (_sync) _asking.Remove(token);
    }

    /// <summary>The provider's answer, which may be a refusal; null without a usable one.</summary>
    private async Task<OpenIdConnectMessage?> AskAsync(string token)
    {
        var provider = options.Get(OidcScheme.Name);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var configuration = await provider.ConfigurationManager!.GetConfigurationAsync(patience.Token);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = RefreshToken,
                [RefreshToken] = token,
                ["client_id"] = provider.ClientId!,
                ["client_secret"] = provider.ClientSecret!,
            });
            using var answer = await provider.Backchannel.PostAsync(new Uri(configuration.TokenEndpoint), form, patience.Token);
            var message = new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(patience.Token));
            if (message.Error is null or "invalid_grant") return message;
            LogRefused(message.Error);
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or InvalidOperationException or ArgumentException)
        {
            LogAway(e);
            return null;
        }
    }

    private static void Set(AuthenticationProperties properties, DateTimeOffset moment) =>
        properties.SetString(AskAgainAt, moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset Get(AuthenticationProperties properties) => DateTimeOffset.FromUnixTimeSeconds(
        long.TryParse(properties.GetString(AskAgainAt), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0);

    [LoggerMessage(LogLevel.Warning, "The identity provider did not renew a session: {Error}. The session goes on")]
    private partial void LogRefused(string error);

    [LoggerMessage(LogLevel.Warning, "The identity provider does not answer: a session goes on without being renewed")]
    private partial void LogAway(Exception exception);
}
