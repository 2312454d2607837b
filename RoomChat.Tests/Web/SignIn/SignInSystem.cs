namespace RoomChat.Tests.Web.SignIn;

/// <summary>
/// A provider, a gateway with sign-in at this provider, and a backend. The provider takes seconds to start: tests share it, each with its
/// own browser.
/// </summary>
public class SignInSystem : IAsyncLifetime
{
    private readonly (string Key, string Value)[] _settings;
    private TestBackend? _backend;
    private TestProvider? _provider;
    private TestGateway? _gateway;

    /// <summary>A gateway with the provider's settings alone.</summary>
    public SignInSystem() : this([])
    {
    }

    /// <param name="settings">More settings of the gateway.</param>
    private protected SignInSystem((string Key, string Value)[] settings) => _settings = settings;

    internal TestBackend Backend => _backend ?? throw new InvalidOperationException("Not started.");

    internal TestProvider Provider => _provider ?? throw new InvalidOperationException("Not started.");

    internal TestGateway Gateway => _gateway ?? throw new InvalidOperationException("Not started.");

    public async ValueTask InitializeAsync()
    {
        _backend = await TestBackend.StartAsync();
        _provider = new TestProvider();
        _provider.StartServer();
        _gateway = new TestGateway(_backend, [.. _provider.Settings, .. _settings]);
        _gateway.StartServer();
        _provider.Serve(_gateway.Address);
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        if (_provider is not null) await _provider.DisposeAsync();
        if (_backend is not null) await _backend.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal Browser NewBrowser() => new(Gateway.Address);
}
