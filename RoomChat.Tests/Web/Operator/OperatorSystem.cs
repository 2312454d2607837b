using RoomChat.Tests.Web.SignIn;
using RoomChat.Tests.Web.Tokens;

namespace RoomChat.Tests.Web.Operator;

/// <summary>An identity provider with an operator, a gateway with the role configured, and a backend. Tests share them.</summary>
public sealed class OperatorSystem() : SignInSystem(
[
    .. TestTokens.Settings,
    ("Authentication:Oidc:OperatorRole", "operator"),
    ("Session:AllowedOrigins:0", AllowedOrigin),
    ("Gateway:Subscriptions:scripts:PrimaryKey", OperatorKey),
    ("Gateway:Subscriptions:scripts:Operator", "true"),
])
{
    /// <summary>A key that the settings mark for operators.</summary>
    public const string OperatorKey = "key-of-the-operators-scripts";

    /// <summary>An allowed origin: its pages may act for their users.</summary>
    public const string AllowedOrigin = "https://app.example.org";

    /// <summary>A valid token that claims the role.</summary>
    internal static string TokenWithRole => TestTokens.Hs256(
        TestTokens.Claims("grace", "Grace").With("roles", new System.Text.Json.Nodes.JsonArray("operator")).With("role", "operator"));
}
