using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace RoomChat.Identity.Development;

/// <summary>Checks the client, which OpenIddict does not do without a database.</summary>
internal static class ClientChecks
{
    private const string SignInPath = "/signin-oidc";
    private const string SignedOutPath = "/signout-callback-oidc";

    public static void AddClientChecks(this OpenIddictServerBuilder server)
    {
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<AuthorizationCheck>());
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<TokenCheck>());
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseSingletonHandler<EndSessionCheck>());
    }

    private sealed class AuthorizationCheck(
        IOptionsMonitor<ClientOptions> client) : OpenIddict.Server.IOpenIddictServerHandler<ValidateAuthorizationRequestContext>
    {
        public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
        {
            if (context.ClientId != client.CurrentValue.Id) context.Reject(Errors.InvalidClient, "There is no such client.");
            else if (!client.CurrentValue.IsOurs(context.RedirectUri, SignInPath))
                context.Reject(Errors.InvalidRequest, "The redirect_uri is not the client's.");
            return default;
        }
    }

    private sealed class TokenCheck(
        IOptionsMonitor<ClientOptions> client) : OpenIddict.Server.IOpenIddictServerHandler<ValidateTokenRequestContext>
    {
        public ValueTask HandleAsync(ValidateTokenRequestContext context)
        {
            var isClient = context.ClientId == client.CurrentValue.Id && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(context.ClientSecret ?? ""), Encoding.UTF8.GetBytes(client.CurrentValue.Secret));
            if (!isClient) context.Reject(Errors.InvalidClient, "The client's id or secret is wrong.");
            return default;
        }
    }

    private sealed class EndSessionCheck(
        IOptionsMonitor<ClientOptions> client) : OpenIddict.Server.IOpenIddictServerHandler<ValidateEndSessionRequestContext>
    {
        public ValueTask HandleAsync(ValidateEndSessionRequestContext context)
        {
            if (context.PostLogoutRedirectUri is { } address && !client.CurrentValue.IsOurs(address, SignedOutPath))
                context.Reject(Errors.InvalidRequest, "The post_logout_redirect_uri is not the client's.");
            return default;
        }
    }
}
