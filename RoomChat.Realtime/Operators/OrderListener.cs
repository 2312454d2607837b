using RoomChat.Contracts;
using RoomChat.Messaging.Operators;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Lifetime;
using StackExchange.Redis;

namespace RoomChat.Realtime.Operators;

/// <summary>Does what operators order, where it concerns this instance.</summary>
internal sealed partial class OrderListener(
    IOperatorOrders orders, InstanceIdentity instance, ConnectionRegistry connections, IDrain drain, IHostApplicationLifetime application,
    TimeProvider time, ILogger<OrderListener> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Carries an order out. Returns at once.</summary>
    public void Obey(OperatorOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        switch (order.Kind)
        {
            case OperatorOrderKind.Drain when order.Target == instance.Id:
                LogDrain();
                _ = Task.Run(DrainAndStopAsync);
                break;
            case OperatorOrderKind.CloseConnection:
                Close(connections.All().Where(connection => connection.Id == order.Target));
                break;
            case OperatorOrderKind.CloseUser:
                Close(connections.All().Where(connection => connection.Caller.Id == order.Target));
                break;
        }
    }

    /// <summary>Redis subscribes again by itself after a break; only the first time is ours.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await orders.SubscribeAsync(Obey, stoppingToken);
                return;
            }
            catch (Exception e) when (e is RedisException or TimeoutException)
            {
                LogDeaf(e);
                await Task.Delay(Retry, time, stoppingToken);
            }
        }
    }

    private void Close(IEnumerable<Connection> chosen)
    {
        foreach (var connection in chosen)
        {
            connection.Close(CloseCode.ClosedByOperator);
            LogClosed(connection.Id);
        }
    }

    /// <summary>
    /// An instance that only drained would live on and take no connections, while gateways would go on choosing it as the emptiest.
    /// </summary>
    private async Task DrainAndStopAsync()
    {
        try
        {
            await drain.DrainAsync(CancellationToken.None);
        }
        finally
        {
            application.StopApplication();
        }
    }

    [LoggerMessage(LogLevel.Information, "An operator drains this instance")]
    private partial void LogDrain();

    [LoggerMessage(LogLevel.Information, "An operator closed connection {ConnectionId}")]
    private partial void LogClosed(string connectionId);

    [LoggerMessage(LogLevel.Warning, "Operators' orders cannot be heard: Redis does not answer")]
    private partial void LogDeaf(Exception exception);
}
