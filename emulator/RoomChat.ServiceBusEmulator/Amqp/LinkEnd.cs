using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Detaches links on the emulator's initiative.</summary>
internal static partial class LinkEnd
{
    /// <summary>Time for a client to confirm the detach; the value is not critical.</summary>
    private static readonly TimeSpan TimeToDetach = TimeSpan.FromSeconds(10);

    /// <summary>Detaches a link with an error. A link that is closed already is not a failure.</summary>
    public static async Task DetachAsync(this ListenerLink link, Error error, ILogger logger)
    {
        try
        {
            await link.CloseAsync(TimeToDetach, error);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException or ObjectDisposedException)
        {
            LogGone(logger, link.Name, exception);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Link {Link} was gone before it was detached")]
    private static partial void LogGone(ILogger logger, string link, Exception exception);
}
