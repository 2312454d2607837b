using RoomChat.Contracts.Frames;

namespace RoomChat.Client;

/// <summary>
/// Whether the other side of a connection lives. Any frame of the server is a sign of life. One is owed after a ping, and after a question,
/// which a busy server may take longer to answer. By frames of the protocol and not by WebSocket pings, because a browser's page can
/// neither send nor see those.
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

    /// <summary>A frame came.</summary>
    public void Heard()
    {
        lock (_gate)
        {
            _heardAt = options.Time.GetTimestamp();
            (_pingedAt, _questionAt, _isUrgent) = (null, null, false);
        }
    }

    /// <summary>A frame is about to be sent.</summary>
    public void Sent(ClientFrame frame)
    {
        // Nothing answers these; a ping is noted when it is decided upon.
        if (frame is ClientFrame.Typing or ClientFrame.Status or ClientFrame.Read or ClientFrame.Ping) return;
        lock (_gate) _questionAt ??= options.Time.GetTimestamp();
    }

    /// <summary>A sign of life is wanted at once, whatever the server is busy with; true when a ping must be sent for it.</summary>
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

    /// <summary>To be called often.</summary>
    public Verdict Look()
    {
        lock (_gate)
        {
            var hasSlept = options.Time.GetElapsedTime(_lookedAt) >= options.RequestTimeout;
            _lookedAt = options.Time.GetTimestamp();
            // A page that slept could not hear: the answer may wait to be read, behind this look.
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
