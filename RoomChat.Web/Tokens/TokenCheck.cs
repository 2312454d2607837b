using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Telemetry;
using RoomChat.Web.Names;
using RoomChat.Web.Proxies;
using RoomChat.Web.Session;
using StackExchange.Redis;

namespace RoomChat.Web.Tokens;

/// <summary>Finds the caller of a request's token.</summary>
internal sealed partial class TokenCheck(
    IOptions<TokenOptions> options, RefusedTokens refused, KeptNames names, TimeProvider time, ILogger<TokenCheck> logger) : IDisposable
{
    /// <summary>A longer token, in characters, is refused without being read.</summary>
    private const int MaxLength = 8 * 1024;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogNotKept(logger, last, count));

    /// <summary>Whether tokens are accepted at all.</summary>
    public bool IsOn => options.Value.AreAccepted;

    /// <summary>The token's caller; null when the token is not valid. <see cref="RefuseAsync"/> then has the answer.</summary>
    public async Task<Caller?> FindCallerAsync(HttpContext context)
    {
        if (context.GetPresentedToken() is not { Length: <= MaxLength } || context.HasSeveralTokens()) return null;
        foreach (var scheme in Schemes())
        {
            if (await context.AuthenticateAsync(scheme) is not { Succeeded: true } || context.Features.Get<TokenCaller>() is not { } found)
                continue;
            await KeepNameAsync(found.Caller, context.RequestAborted);
            return found.Caller with { Address = ClientAddress.Of(context.Connection.RemoteIpAddress) };
        }
        return null;
    }

    /// <summary>
    /// The answer to an invalid token. It tells only whether the token has expired; other reasons concern only its issuer.
    /// </summary>
    public async Task<ProblemHttpResult> RefuseAsync(HttpContext context)
    {
        refused.Add();
        context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer error=\"invalid_token\"";
        var reason = await HasExpiredAsync(context) ? "The token has expired." : "The token is not valid here.";
        return TypedResults.Problem(reason, statusCode: StatusCodes.Status401Unauthorized);
    }

    public void Dispose() => _failures.Dispose();

    /// <summary>
    /// Reserves the user's name, so that no guest can have it. While Redis is unavailable the user is admitted anyway, and the name is
    /// reserved later.
    /// </summary>
    private async Task KeepNameAsync(Caller caller, CancellationToken ct)
    {
        if (!UserName.TryParse(caller.Name, out var name, out _)) return;
        try
        {
            await names.KeepAsync(name, caller.Id, ct).WaitAsync(MaxWait, time, ct);
        }
        catch (Exception e) when (e is RedisException or TimeoutException or SessionsUnknownException)
        {
            _failures.Add(e);
        }
    }

    private IEnumerable<string> Schemes()
    {
        if (options.Value.Tokens.Keys.Count > 0) yield return TokenSchemes.Connection;
        if (options.Value.Bearer.IsSet) yield return TokenSchemes.Provider;
    }

    /// <summary>The handlers keep their result, so nothing is checked twice.</summary>
    private async Task<bool> HasExpiredAsync(HttpContext context)
    {
        if (context.GetPresentedToken() is not { Length: <= MaxLength } || context.HasSeveralTokens()) return false;
        foreach (var scheme in Schemes())
        {
            if ((await context.AuthenticateAsync(scheme)).Failure is SecurityTokenExpiredException) return true;
        }
        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The names of users of {Count} tokens could not be kept from guests")]
    private static partial void LogNotKept(ILogger logger, Exception? last, long count);
}
