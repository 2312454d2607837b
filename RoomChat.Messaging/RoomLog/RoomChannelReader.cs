using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A connection that hears channels, and the thread that waits on it and calls the listeners. Everything at hand is heard before the listeners are
/// flushed, so that a busy room's messages leave together. When the connection breaks it comes back by itself and hears the same channels.
/// </summary>
internal sealed partial class RoomChannelReader(ConfigurationOptions redis, RoomChannelOptions options, TimeProvider time, ILogger logger, Action restored) : IDisposable
{
    /// <summary>The first byte of an event that is not kept. No announcement begins with it: epochs are hexadecimal.</summary>
    internal const byte EventSign = (byte)'!';

    private const int UsualBuffer = 64 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Lock _sync = new();
    private readonly Dictionary<string, HeardChannel> _channels = new(StringComparer.Ordinal);
    private readonly List<HeardChannel> _heard = [];
    private readonly ManualResetEventSlim _stopping = new();
    private PushSocket? _socket;
    private ITimer? _pings;
    private bool _isRestoring;

    /// <summary>Hears a channel from now on; the answer's <see cref="HeardChannel.Stands"/> completes when nothing can be missed any more.</summary>
    public HeardChannel Listen(string name, IRoomListener listener)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsSet, this);
            if (_pings is null) Start();
            if (!_channels.TryGetValue(name, out var channel)) _channels[name] = channel = new HeardChannel(name);
            channel.Add(listener);
            if (channel.Listeners.Length == 1) channel.Tell(_socket);
            return channel;
        }
    }

    public void Forget(HeardChannel channel, IRoomListener listener)
    {
        lock (_sync)
        {
            channel.Remove(listener);
            if (channel.Listeners.Length > 0) return;
            channel.Tell(_socket);
            if (_socket is null) _channels.Remove(channel.Name);
        }
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _stopping.Set();
            _pings?.Dispose();
            _socket?.Dispose();
        }
    }

    private void Start()
    {
        _pings = time.CreateTimer(_ => Ping(), null, options.Silence / 3, options.Silence / 3);
        new Thread(Run) { IsBackground = true, Name = "room channels" }.Start();
    }

    private void Ping()
    {
        lock (_sync) _socket?.Send("PING"u8);
    }

    private void Run()
    {
        var pause = FirstPause;
        for (var attempt = 0; !_stopping.IsSet; attempt++)
        {
            try
            {
                using var socket = PushSocket.Connect(redis, redis.EndPoints[attempt % redis.EndPoints.Count], options.Silence);
                Resume(socket);
                pause = FirstPause;
                Read(socket);
            }
            catch (Exception broken) when (broken is IOException or SocketException or InvalidDataException or ObjectDisposedException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
            {
                if (_stopping.IsSet) return;
                LogBroken(broken, pause);
            }
            Interrupt();
            _stopping.Wait(pause);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private void Resume(PushSocket socket)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsSet, this);
            _socket = socket;
            foreach (var channel in _channels.Values) channel.Tell(socket);
            // Answered after all of them: then everything is heard again.
            if (_isRestoring) socket.Send("PING"u8);
        }
    }

    private void Interrupt()
    {
        lock (_sync)
        {
            _isRestoring |= _socket is not null;
            _socket = null;
            foreach (var channel in _channels.Values.ToArray())
            {
                channel.Interrupt();
                if (channel.Listeners.Length == 0) _channels.Remove(channel.Name);
            }
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
            length = rest.Length;
            var next = length == buffer.Length ? new byte[2 * length] : length == 0 && buffer.Length > UsualBuffer ? new byte[UsualBuffer] : buffer;
            rest.CopyTo(next);
            buffer = next;
        }
    }

    private void Take(PushReply reply)
    {
        if (reply.Kind.SequenceEqual("message"u8)) Hear(reply);
        else if (reply.Kind.EndsWith("subscribe"u8)) Confirm(reply.Channel);
        else if (reply.IsError) throw new InvalidDataException($"Redis answered: {Encoding.UTF8.GetString(reply.Kind)}");
        else TellRestored();
    }

    private void Hear(PushReply reply)
    {
        if (Find(reply.Channel) is not { } channel) return;
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
            // One room's trouble is not the others'. The log still has the message: the next one shows the gap.
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

    private void Confirm(ReadOnlySpan<byte> name)
    {
        lock (_sync)
        {
            if (Find(name) is { } channel && channel.Confirm()) _channels.Remove(channel.Name);
        }
    }

    private void TellRestored()
    {
        lock (_sync)
        {
            if (!_isRestoring) return;
            _isRestoring = false;
        }
        LogRestored();
        restored();
    }

    private HeardChannel? Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[256];
        if (name.Length > text.Length) return null;
        text = text[..Encoding.UTF8.GetChars(name, text)];
        lock (_sync) return _channels.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var channel) ? channel : null;
    }

    [LoggerMessage(LogLevel.Warning, "The rooms' channels cannot be heard; trying again in {Pause}")]
    private partial void LogBroken(Exception cause, TimeSpan pause);

    [LoggerMessage(LogLevel.Information, "The rooms' channels are heard again")]
    private partial void LogRestored();

    [LoggerMessage(LogLevel.Warning, "Channel {Channel}: an announcement could not be read")]
    private partial void LogUnreadable(Exception cause, string channel);

    [LoggerMessage(LogLevel.Error, "Channel {Channel}: an announcement was not handled")]
    private partial void LogNotHeard(Exception cause, string channel);
}
