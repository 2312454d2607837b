namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>Receives one message after the other and has each handled; goes on after errors.</summary>
/// <param name="receiver">Shared with the other loops of the same entity or session.</param>
/// <param name="wait">Longest wait for a message; null for the try timeout.</param>
/// <param name="handle">Handles a message; does not throw.</param>
/// <param name="reports">Where errors go.</param>
internal sealed class ReceiveLoop(ServiceBusReceiver receiver, TimeSpan? wait, Func<ServiceBusReceivedMessage, Task> handle, ErrorReports reports)
{
    /// <summary>Called when no message came in time.</summary>
    public Action OnNothing { get; init; } = static () => { };

    /// <summary>Called after an error; false ends the loop.</summary>
    public Func<bool> MayGoOn { get; init; } = static () => true;

    /// <param name="retire">Ends the loop after the message in hand.</param>
    public async Task RunAsync(CancellationToken retire)
    {
        var errors = 0;
        while (!retire.IsCancellationRequested)
        {
            try
            {
                var message = await receiver.ReceiveMessageAsync(wait, retire);
                errors = 0;
                if (message is null) OnNothing();
                else await handle(message);
            }
            catch (OperationCanceledException) when (retire.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                await reports.ReportAsync(exception, ServiceBusErrorSource.Receive);
                if (reports.IsTheEnd || !MayGoOn()) return;
                await reports.PauseAfterAsync(exception, ++errors, retire);
            }
        }
    }
}
