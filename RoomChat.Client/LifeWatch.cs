using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>
/// Decides whether the server is alive. Any frame of the server is a sign of life. A ping and a question both require a frame.
/// A busy server may take longer to answer a question. WebSocket pings are not used, because a page in a browser can neither send
/// nor see them.
/// </summary>
internal sealed class LifeWatch(RoomChatClientOptions options)
{
    private readonly Lock _gate = new();
    private long _heardAt = options.Time.GetTimestamp();
    private long _lookedAt = options.Time.GetTimestamp();
    private long? _pingedAt;
    private long? _questionAt;
    private bool _isUrgent;

    internal enum Verdict { Alive, Ping, Silent, Dead }

    /// <summary>Records a received frame.</summary>
    public void Heard()
    {
        lock (_gate)
        {
            _heardAt = options.Time.GetTimestamp();
            (_pingedAt, _questionAt, _isUrgent) = (null, null, false);
        }
    }

    /// <summary>Records a frame that is about to be sent.</summary>
    public void Sent(ClientFrame frame)
    {
        // These frames have no answer. Pings are recorded when they are decided.
        if (frame is ClientFrame.Typing or ClientFrame.Status or ClientFrame.Read or ClientFrame.Ping) return;
        lock (_gate) _questionAt ??= options.Time.GetTimestamp();
    }

    /// <summary>Requires a sign of life within the short limit, even from a busy server. True when a ping must be sent.</summary>
    public bool Hurry()
    {
        lock (_gate)
        {
            if (_isUrgent) return false;
            _isUrgent = true;
            _pingedAt = options.Time.GetTimestamp();
            return true;
        }
    }

    /// <summary>Returns the state. The caller calls it often.</summary>
    public Verdict Look()
    {
        lock (_gate)
        {
            var hasSlept = options.Time.GetElapsedTime(_lookedAt) >= options.RequestTimeout;
            _lookedAt = options.Time.GetTimestamp();
            // A suspended page receives no frames. The answer may still wait to be read.
            if (hasSlept) (_pingedAt, _questionAt, _isUrgent) = (null, null, false);
            var limit = _isUrgent || _questionAt is null ? options.ProbeTimeout : options.RequestTimeout + options.ProbeTimeout;
            if (Has(limit, _pingedAt) || Has(limit, _questionAt)) return Verdict.Dead;
            if (Has(options.ProbeTimeout, _pingedAt) || Has(options.ProbeTimeout, _questionAt)) return Verdict.Silent;
            if (_pingedAt is not null || !(hasSlept || Has(options.SilenceBeforeProbe, _heardAt))) return Verdict.Alive;
            _pingedAt = options.Time.GetTimestamp();
            return Verdict.Ping;
        }
    }

    private bool Has(TimeSpan passed, long? since) => since is { } start && options.Time.GetElapsedTime(start) >= passed;
}
