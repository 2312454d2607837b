using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Tells the application's error handler what went wrong in the background.</summary>
/// <param name="client">Its retry policy says how long to wait after an error.</param>
/// <param name="entityPath">The queue or subscription.</param>
/// <param name="identifier">The processor.</param>
/// <param name="handler">The application's.</param>
/// <param name="stop">Fires when the processor is stopped.</param>
internal sealed class ErrorReports(ServiceBusClient client, string entityPath, string identifier, Func<ProcessErrorEventArgs, Task> handler, CancellationToken stop)
{
    private static readonly TimeSpan PauseWithoutPolicy = TimeSpan.FromSeconds(1);

    /// <summary>Whether nothing can work any more: the application disposed the client before it stopped the processor.</summary>
    public bool IsTheEnd => client.IsClosed;

    public async Task ReportAsync(Exception exception, ServiceBusErrorSource source)
    {
        try
        {
            await handler(new(exception, source, client.FullyQualifiedNamespace, entityPath, identifier, stop));
        }
        catch (Exception fromHandler)
        {
            // The processor goes on whatever the application's error handler does.
            ServiceBusEventSource.Log.ErrorHandlerFailed(fromHandler.ToString());
        }
    }

    /// <summary>Waits before the next try; longer the more failed in a row.</summary>
    public async Task PauseAfterAsync(Exception exception, int errorsInARow, CancellationToken retire)
    {
        var pause = client.Operations.Policy.CalculateRetryDelay(exception, errorsInARow) ?? PauseWithoutPolicy;
        await Task.Delay(pause, retire).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
