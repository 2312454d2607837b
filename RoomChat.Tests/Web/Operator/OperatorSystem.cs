using RoomChat.Tests.Web.SignIn;
using RoomChat.Tests.Web.Tokens;

namespace RoomChat.Tests.Web.Operator;

/// <summary>An identity provider with an operator, a gateway with the role configured, and a backend. Tests share them.</summary>
public sealed class OperatorSystem : IAsyncLifetime
{
    /// <summary>A key that the settings mark for operators.</summary>
    public const string OperatorKey = "key-of-the-operators-scripts";

    /// <summary>An allowed origin: its pages may act for their users.</summary>
    public const string AllowedOrigin = "https://app.example.org";

    private TestBackend? _backend;
    private TestProvider? _provider;
    private TestGateway? _gateway;

    internal TestBackend Backend => _backend ?? throw new InvalidOperationException("Not started.");

    internal TestGateway Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    /// <summary>A valid token that claims the role.</summary>
    internal static string TokenWithRole => TestTokens.Hs256(
        TestTokens.Claims("grace", "Grace").With("roles", new System.Text.Json.Nodes.JsonArray("operator")).With("role", "operator"));

    public async ValueTask InitializeAsync()
    {
        _backend = await TestBackend.StartAsync();
        _provider = new TestProvider();
        _provider.StartServer();
        _gateway = new TestGateway(
            _backend,
            [
                .. _provider.Settings, .. TestTokens.Settings,
                ("Authentication:Oidc:OperatorRole", "operator"),
                ("Session:AllowedOrigins:0", AllowedOrigin),
                ("Gateway:Subscriptions:scripts:PrimaryKey", OperatorKey),
                ("Gateway:Subscriptions:scripts:Operator", "true"),
            ]);
        _gateway.StartServer();
        _provider.Serve(_gateway.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
        if (_backend is not null) await _backend.DisposeAsync();
    }

    internal Browser NewBrowser() => new(Gateway.Address);
}
