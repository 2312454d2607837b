using System.Globalization;
using Azure.Messaging.ServiceBus;

namespace RoomChat.Tests.Fixtures;

/// <summary>A broker behind a proxy that can cut its clients' connections.</summary>
internal sealed class CuttableBroker : IAsyncDisposable
{
    private readonly CuttableProxy _proxy;

    /// <param name="connectionString">The broker's own connection string.</param>
    internal CuttableBroker(string connectionString)
    {
        var port = ServiceBusConnectionStringProperties.Parse(connectionString).Endpoint.Port;
        _proxy = new CuttableProxy(port);
        ConnectionString = connectionString.Replace(WithColon(port), WithColon(_proxy.Port), StringComparison.Ordinal);
    }

    /// <summary>The connection string through the proxy.</summary>
    internal string ConnectionString { get; }

    internal void CutAll() => _proxy.CutAll();

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    private static string WithColon(int port) => string.Create(CultureInfo.InvariantCulture, $":{port};");
}
