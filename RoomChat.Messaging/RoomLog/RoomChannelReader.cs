using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A connection that receives channels, and the thread that reads it and calls the listeners. All available messages are passed on before
/// the listeners are flushed, so that a busy room's messages leave together. After a break the reader reconnects and subscribes to its
/// channels again.
/// </summary>
internal sealed partial class RoomChannelReader(
    RoomChannels channels, ChannelPlace place, ConfigurationOptions redis, TimeSpan silence, ILogger logger, CancellationToken stopping)
{
    /// <summary>First byte of an ephemeral event. No announcement begins with it: epochs are hexadecimal.</summary>
    internal const byte EventSign = (byte)'!';

    private const int UsualBuffer = 64 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly List<HeardChannel> _heard = [];
    private readonly HashSet<int> _lostSlots = [];
    private bool _hasConfirmed;

    public ChannelPlace Place => place;

    /// <summary>The connection; null while disconnected. Guarded by the channels' lock, like every settable property here.</summary>
    public PushSocket? Socket { get; set; }

    /// <summary>Announcements may be lost, and not all channels are confirmed again yet.</summary>
    public bool IsRestoring { get; set; }

    public bool IsRunning { get; set; }

    /// <summary>Starts the thread, unless it runs.</summary>
    public void Start()
    {
        if (IsRunning) return;
        IsRunning = true;
        new Thread(Run) { IsBackground = true, Name = "room channels" }.Start();
    }

    private void Run()
    {
        var pause = FirstPause;
        for (var attempt = 0; !stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                using var socket = PushSocket.Connect(redis, place.Node ?? redis.EndPoints[attempt % redis.EndPoints.Count], silence);
                channels.Resume(this, socket);
                pause = FirstPause;
                Read(socket);
            }
            catch (Exception broken) when (broken is IOException or SocketException or InvalidDataException or ObjectDisposedException
                or InvalidOperationException or System.Security.Authentication.AuthenticationException)
            {
                if (stopping.IsCancellationRequested) return;
                LogBroken(broken, place.Node?.ToString(), pause);
            }
            Flush();
            _lostSlots.Clear();
            if (!channels.Interrupt(this)) return;
            stopping.WaitHandle.WaitOne(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Read(PushSocket socket)
    {
        var buffer = new byte[UsualBuffer];
        var length = 0;
        while (true)
        {
            var read = socket.Read(buffer.AsSpan(length));
            if (read == 0) throw new IOException("Redis closed the connection.");
            ReadOnlySpan<byte> rest = buffer.AsSpan(0, length + read);
            while (PushReply.TryRead(rest, out var reply, out var used))
            {
                Take(reply);
                rest = rest[used..];
            }
            Flush();
            LoseSlots();
            Restore();
            length = rest.Length;
            var next = length == buffer.Length
                ? new byte[2 * length]
                : length == 0 && buffer.Length > UsualBuffer ? new byte[UsualBuffer] : buffer;
            rest.CopyTo(next);
            buffer = next;
        }
    }

    private void Take(PushReply reply)
    {
        // On a sharded channel each kind begins with an s.
        if (reply.Kind.EndsWith("message"u8)) Hear(reply);
        else if (reply.Kind.EndsWith("subscribe"u8)) Confirm(reply.Channel, isHeard: !reply.Kind.EndsWith("unsubscribe"u8));
        else if (!reply.IsError) return;
        else if (channels.Learn(reply.Kind, this) is { } slot) _lostSlots.Add(slot);
        else throw new InvalidDataException($"Redis answered: {Encoding.UTF8.GetString(reply.Kind)}");
    }

    private void Hear(PushReply reply)
    {
        if (channels.Find(reply.Channel, this) is not { } channel) return;
        try
        {
            if (reply.Payload is [EventSign, .. var frame])
            {
                ReadOnlyMemory<byte> kept = frame.ToArray();
                foreach (var listener in channel.Listeners) listener.HearEvent(kept);
            }
            else
            {
                var epoch = channel.Epoch;
                var message = LogEntry.ReadAnnouncement(reply.Payload, ref epoch);
                channel.Epoch = epoch;
                foreach (var listener in channel.Listeners) listener.Hear(message);
            }
        }
        catch (FormatException cause)
        {
            LogUnreadable(cause, channel.Name);
        }
        catch (Exception cause)
        {
            // A failure in one room must not affect the others. The log still has the message: the next one shows the gap.
            LogNotHeard(cause, channel.Name);
        }
        if (channel.HasHeard) return;
        channel.HasHeard = true;
        _heard.Add(channel);
    }

    private void Flush()
    {
        foreach (var channel in _heard)
        {
            channel.HasHeard = false;
            try
            {
                foreach (var listener in channel.Listeners) listener.Flush();
            }
            catch (Exception cause)
            {
                LogNotHeard(cause, channel.Name);
            }
        }
        _heard.Clear();
    }

    private void Confirm(ReadOnlySpan<byte> name, bool isHeard)
    {
        _hasConfirmed = true;
        if (channels.Find(name, this) is { } channel && !channels.Confirm(channel, isHeard)) _lostSlots.Add(channel.Slot);
    }

    // Runs last, so that this thread has finished with a channel before another thread receives it.
    private void LoseSlots()
    {
        if (_lostSlots.Count == 0) return;
        var areGoingRound = channels.Lose(this, _lostSlots);
        _lostSlots.Clear();
        if (areGoingRound) stopping.WaitHandle.WaitOne(FirstPause);
    }

    private void Restore()
    {
        if (!_hasConfirmed) return;
        _hasConfirmed = false;
        if (channels.Restore(this)) LogRestored();
    }

    [LoggerMessage(LogLevel.Warning, "The rooms' channels cannot be heard (node: {Node}); trying again in {Pause}")]
    private partial void LogBroken(Exception cause, string? node, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "The rooms' channels are heard again")]
    private partial void LogRestored();

    [LoggerMessage(LogLevel.Warning, "Channel {Channel}: an announcement could not be read")]
    private partial void LogUnreadable(Exception cause, string channel);

    [LoggerMessage(LogLevel.Error, "Channel {Channel}: an announcement was not handled")]
    private partial void LogNotHeard(Exception cause, string channel);
}
