using Azure.Messaging.ServiceBus;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>
/// A link to a room's topic. It closes when it is retired and no message is in flight. A sender retired from the start, because there are
/// too many, serves one call. Before that call it has no link.
/// </summary>
internal sealed class RoomSender(ServiceBusSender sender, Action<Exception, string> notClosed)
{
    private readonly Lock _sync = new();
    private int _sending;
    private bool _wasUsed;
    private bool _isRetired;
    private bool _isClosing;

    /// <summary>Sends. False when it is closed already; then nothing is sent.</summary>
    public async Task<bool> TrySendAsync(IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct)
    {
        lock (_sync)
        {
            if (_isClosing) return false;
            _sending++;
        }
        try
        {
            await sender.SendMessagesAsync(messages, ct);
            return true;
        }
        finally
        {
            CloseIfDone(() => (_sending, _wasUsed) = (_sending - 1, true));
        }
    }

    /// <summary>Retires the sender. Returns at once.</summary>
    public void Retire() => CloseIfDone(() => _isRetired = true);

    private void CloseIfDone(Action change)
    {
        lock (_sync)
        {
            change();
            if (_isClosing || !_isRetired || !_wasUsed || _sending > 0) return;
            _isClosing = true;
        }
        _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        try
        {
            await sender.DisposeAsync();
        }
        catch (Exception e)
        {
            notClosed(e, sender.EntityPath);
        }
    }
}
