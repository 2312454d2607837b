using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// The receiver's remaining credit. The library reports only the difference to its own counter, which it sets to zero when the
/// difference is not positive. This class mirrors that counter. Thread-safe.
/// </summary>
internal sealed class LinkCredit
{
    private readonly Lock _gate = new();
    private int _usable;
    private int _mirror;
    private bool _draining;

    public void OnFlow(FlowContext flow)
    {
        lock (_gate)
        {
            _usable = _mirror + flow.Messages;
            _mirror = flow.Messages <= 0 ? 0 : _usable;
            _draining = flow.Link.IsDraining;
        }
    }

    public bool HasAny
    {
        get
        {
            lock (_gate) return _usable > 0;
        }
    }

    /// <summary>Uses one credit; false when none is left.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            if (_usable <= 0) return false;
            _usable--;
            _mirror--;
            return true;
        }
    }

    /// <summary>Returns one unused credit.</summary>
    public void Return()
    {
        lock (_gate)
        {
            _usable++;
            _mirror++;
        }
    }

    /// <summary>Discards the remaining credit when the receiver requested a drain; the caller must then notify the receiver.</summary>
    public bool TryFinishDrain()
    {
        lock (_gate)
        {
            if (!_draining) return false;
            _draining = false;
            _usable = 0;
            _mirror = 0;
            return true;
        }
    }
}
