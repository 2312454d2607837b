using Amqp.Framing;
using Amqp.Listener;
using RoomChat.ServiceBusEmulator.Access;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Detaches a link when its connection has no valid token for the entity, after a grace period.</summary>
internal sealed partial class LinkAccess(AccessTokens tokens, TimeProvider time, ILogger<LinkAccess> logger)
{
    /// <summary>Grace period for a late renewal of the token; clients renew minutes before the expiry.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>The longest single delay. Timers have a limit; tokens may last longer.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Why the link may not be attached; null when it may.</summary>
    public Error? Refusal(ListenerLink link, EntityPath path, bool isReceiver)
    {
        if (!tokens.AreRequired || ConnectionState.Of(link).Claims.ExpiryOf(path.Name) > time.GetUtcNow()) return null;
        var claim = isReceiver ? "Listen" : "Send";
        return AmqpErrors.Unauthorized(
            $"Unauthorized access. '{claim}' claim(s) are required to perform this operation. Resource: 'sb://localhost/{path}'.");
    }

    /// <summary>Detaches the link when its token has expired and the client has sent no newer one.</summary>
    public void Watch(ListenerLink link, EntityPath path)
    {
        if (tokens.AreRequired) _ = WatchAsync(link, path);
    }

    private async Task WatchAsync(ListenerLink link, EntityPath path)
    {
        using var closed = new CancellationTokenSource();
        try
        {
            link.AddClosedCallback((_, _) => Cancel(closed));
            while (!link.IsClosed)
            {
                var left = ConnectionState.Of(link).Claims.ExpiryOf(path.Name) + Grace - time.GetUtcNow() ?? TimeSpan.Zero;
                if (left <= TimeSpan.Zero) break;
                await Task.Delay(left < LongestWait ? left : LongestWait, time, closed.Token);
            }

            if (link.IsClosed) return;
            LogExpired(link.Name, path.Name);
            await link.DetachAsync(AmqpErrors.Unauthorized($"ExpiredToken: The token for 'sb://localhost/{path}' is expired."), logger);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or OperationCanceledException)
        {
            LogGone(link.Name, path.Name, exception);
        }
    }

    private static void Cancel(CancellationTokenSource closed)
    {
        try
        {
            closed.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The watch ended before the link closed, because the watch detached it.
            return;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Link {Link} to '{Entity}' is detached: its token has expired")]
    private partial void LogExpired(string link, string entity);

    [LoggerMessage(LogLevel.Debug, "Link {Link} to '{Entity}' was gone before its token expired")]
    private partial void LogGone(string link, string entity, Exception exception);
}
