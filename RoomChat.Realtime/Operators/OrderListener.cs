using RoomChat.Contracts;
using RoomChat.Messaging.Operators;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Telemetry;
using RoomChat.ServiceDefaults.Lifetime;
using StackExchange.Redis;

namespace RoomChat.Realtime.Operators;

/// <summary>Carries out the operators' orders that concern this instance.</summary>
internal sealed partial class OrderListener(
    IOperatorOrders orders, InstanceIdentity instance, ConnectionRegistry connections, IDrain drain, IHostApplicationLifetime application,
    TimeProvider time, ILogger<OrderListener> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Starts to carry out an order. Returns at once.</summary>
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

    /// <summary>Retries until the first subscription succeeds. After a lost connection, the Redis client subscribes again itself.</summary>
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
    /// Drains, then stops the process. If it kept running, it would take no connections, but gateways would choose it as the emptiest.
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
