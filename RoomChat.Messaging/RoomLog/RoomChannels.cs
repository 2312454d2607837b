using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// The subscribed channels of this process and their readers, one reader per place. When a channel's place changes, it moves to the new
/// place's reader and counts as interrupted meanwhile.
/// </summary>
internal sealed class RoomChannels : IDisposable
{
    // A slot's old owner, outdated redirections, and its new owner.
    private const int MostMoves = 4;

    private readonly Lock _sync = new();
    private readonly ConcurrentDictionary<string, HeardChannel> _channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, HeardChannel>.AlternateLookup<ReadOnlySpan<char>> _byName;
    private readonly Dictionary<ChannelPlace, RoomChannelReader> _readers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly IChannelPlaces _places;
    private readonly Func<ChannelPlace, RoomChannelReader> _open;
    private readonly Action _restored;
    private readonly ITimer _pings;

    /// <param name="redis">The connection's settings.</param>
    /// <param name="places">Maps channels to connections.</param>
    /// <param name="silence">Silence, in spite of pings, after which a connection counts as broken.</param>
    /// <param name="time">Clock of the pings.</param>
    /// <param name="logger">Logs breaks.</param>
    /// <param name="restored">Called when the channels work again after a break.</param>
    public RoomChannels(
        ConfigurationOptions redis, IChannelPlaces places, TimeSpan silence, TimeProvider time, ILogger logger, Action restored)
    {
        _byName = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
        _places = places;
        _restored = restored;
        _open = place => new RoomChannelReader(this, place, redis, silence, logger, _stopping.Token);
        _pings = time.CreateTimer(_ => Ping(), null, silence / 3, silence / 3);
    }

    /// <summary>
    /// Subscribes to a channel. The result's <see cref="HeardChannel.Stands"/> completes when no later message can be missed.
    /// </summary>
    public HeardChannel Listen(string name, IRoomListener listener)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            if (!_channels.TryGetValue(name, out var channel))
            {
                var slot = _places.SlotOf(name);
                _channels[name] = channel = new HeardChannel(name, slot, _places.AreSharded, ReaderOf(slot));
            }
            channel.Add(listener);
            if (channel.Listeners.Length == 1) channel.Tell();
            return channel;
        }
    }

    public void Forget(HeardChannel channel, IRoomListener listener)
    {
        lock (_sync)
        {
            channel.Remove(listener);
            if (channel.Listeners.Length > 0) return;
            channel.Tell();
            if (channel.Reader.Socket is null) _channels.TryRemove(channel.Name, out _);
        }
    }

    /// <summary>Finds a reader's channel by name, without a lock.</summary>
    public HeardChannel? Find(ReadOnlySpan<byte> name, RoomChannelReader reader)
    {
        Span<char> text = stackalloc char[256];
        if (name.Length > text.Length) return null;
        text = text[..Encoding.UTF8.GetChars(name, text)];
        return _byName.TryGetValue(text, out var channel) && channel.Reader == reader ? channel : null;
    }

    /// <summary>A reader is connected: subscribes to its channels.</summary>
    public void Resume(RoomChannelReader reader, Redis.PushSocket socket)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            reader.Socket = socket;
            foreach (var channel in ChannelsOf(reader)) channel.Tell();
        }
    }

    /// <summary>A reader's connection is lost. False when the reader has no channels left, and ends.</summary>
    public bool Interrupt(RoomChannelReader reader)
    {
        _places.Refresh(reader.Place);
        lock (_sync)
        {
            reader.IsRestoring |= reader.Socket is not null;
            reader.Socket = null;
            Rehome(reader, ChannelsOf(reader));
            reader.IsRunning = ChannelsOf(reader).Any();
            reader.IsRestoring &= reader.IsRunning;
            return reader.IsRunning;
        }
    }

    /// <summary>Handles a confirmation. False when a wanted channel is not subscribed: its slot has moved to another node.</summary>
    public bool Confirm(HeardChannel channel, bool isHeard)
    {
        lock (_sync)
        {
            var wasInterrupted = channel.IsInterrupted;
            channel.Confirm(isHeard);
            channel.Reader.IsRestoring |= wasInterrupted && !channel.IsInterrupted;
            if (channel.Unconfirmed > 0) return true;
            if (channel.Listeners.Length > 0) return isHeard;
            _channels.TryRemove(channel.Name, out _);
            return true;
        }
    }

    /// <summary>Handles a refusal. Returns the slot that has moved to another node; null for other errors.</summary>
    public int? Learn(ReadOnlySpan<byte> refusal, RoomChannelReader reader) =>
        _places.TryLearn(refusal, reader.Place, out var slot) ? slot : null;

    /// <summary>
    /// A reader has lost slots. True when channels move in circles, because nodes disagree on the owner: the caller then waits.
    /// </summary>
    public bool Lose(RoomChannelReader reader, IReadOnlySet<int> slots)
    {
        lock (_sync) return Rehome(reader, ChannelsOf(reader).Where(channel => slots.Contains(channel.Slot)));
    }

    /// <summary>Channels were confirmed. True when all interrupted channels of the reader are subscribed again.</summary>
    public bool Restore(RoomChannelReader reader)
    {
        lock (_sync)
        {
            if (!reader.IsRestoring || ChannelsOf(reader).Any(channel => channel.IsInterrupted && channel.Listeners.Length > 0))
                return false;
            reader.IsRestoring = false;
        }
        _restored();
        return true;
    }

    public void Dispose()
    {
        lock (_sync)
        {
            _stopping.Cancel();
            _pings.Dispose();
            foreach (var reader in _readers.Values) reader.Socket?.Dispose();
        }
    }

    private bool Rehome(RoomChannelReader reader, IEnumerable<HeardChannel> channels)
    {
        var areGoingRound = false;
        foreach (var channel in channels.ToArray())
        {
            channel.Interrupt();
            if (channel.Listeners.Length == 0)
            {
                _channels.TryRemove(channel.Name, out _);
                continue;
            }
            var home = ReaderOf(channel.Slot);
            // The reader itself subscribes again after its reconnect.
            if (home == reader && reader.Socket is null) continue;
            channel.MoveTo(home);
            areGoingRound |= channel.Moves > MostMoves;
        }
        return areGoingRound;
    }

    private IEnumerable<HeardChannel> ChannelsOf(RoomChannelReader reader) => _channels.Values.Where(channel => channel.Reader == reader);

    private RoomChannelReader ReaderOf(int slot)
    {
        var place = _places.PlaceOf(slot);
        if (!_readers.TryGetValue(place, out var reader)) _readers[place] = reader = _open(place);
        reader.Start();
        return reader;
    }

    private void Ping()
    {
        lock (_sync)
        {
            foreach (var reader in _readers.Values) reader.Socket?.Send("PING"u8);
        }
    }
}
