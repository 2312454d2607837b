using System.Diagnostics.CodeAnalysis;
using Amqp;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Closes without blocking a thread; the library's own Close waits on an event.</summary>
internal static class AmqpClosing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Closes, and waits for the peer's answer or until it is clear that none will come.</summary>
    [SuppressMessage("Usage", "VSTHRD103:Call async methods when in an async method", Justification = "With no timeout Close only queues a frame.")]
    public static async Task CloseQuietlyAsync(this AmqpObject endpoint)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        endpoint.AddClosedCallback((_, _) => closed.TrySetResult());
        endpoint.Close(TimeSpan.Zero);
        await Task.WhenAny(closed.Task, Task.Delay(Patience));
    }
}
