using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// How many messages a receiver still wants. The library tells only the difference to a counter of its own, which it sets to zero
/// when the difference is not positive; so that counter is mirrored here. Safe for any thread.
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

    /// <summary>Uses one up; false when there is none.</summary>
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

    /// <summary>Gives one back that was not used after all.</summary>
    public void Return()
    {
        lock (_gate)
        {
            _usable++;
            _mirror++;
        }
    }

    /// <summary>Gives up what is left when the receiver asked for that; the caller must tell it.</summary>
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
