
namespace RoomChat.Tests.Realtime.Routing;

/// <summary>A routed system for the tests of one class.</summary>
public abstract class RoutedSystemFixture(OwnBacking backing, string strategy, int instances) : IAsyncLifetime
{
    private RoutedSystem? _system;

    internal RoutedSystem System => _system ?? throw new InvalidOperationException("The system is not started.");

    public async ValueTask InitializeAsync() => _system = await RoutedSystem.StartAsync(backing, strategy, instances);

    public async ValueTask DisposeAsync()
    {
        if (_system is not null) await _system.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
