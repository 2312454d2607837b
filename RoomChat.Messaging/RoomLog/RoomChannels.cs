using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// The channels that this process hears, and the readers that hear them: one a place. A channel whose place is another than it was goes to that one's reader, and counts as interrupted meanwhile.
/// </summary>
internal sealed class RoomChannels : IDisposable
{
    // From where it was to where it is, by way of whom was believed to know.
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

    /// <param name="redis">How to connect.</param>
    /// <param name="places">Where channels are heard.</param>
    /// <param name="silence">Silence, pinged meanwhile, after which a connection counts as broken.</param>
    /// <param name="time">For the pings.</param>
    /// <param name="logger">Told of breaks.</param>
    /// <param name="restored">Called when channels are heard again after a break.</param>
    public RoomChannels(ConfigurationOptions redis, IChannelPlaces places, TimeSpan silence, TimeProvider time, ILogger logger, Action restored)
    {
        _byName = _channels.GetAlternateLookup<ReadOnlySpan<char>>();
        _places = places;
        _restored = restored;
        _open = place => new RoomChannelReader(this, place, redis, silence, logger, _stopping.Token);
        _pings = time.CreateTimer(_ => Ping(), null, silence / 3, silence / 3);
    }

    /// <summary>Hears a channel from now on; the answer's <see cref="HeardChannel.Stands"/> completes when nothing can be missed any more.</summary>
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

    /// <summary>The channel of a reader by its name, without a lock.</summary>
    public HeardChannel? Find(ReadOnlySpan<byte> name, RoomChannelReader reader)
    {
        Span<char> text = stackalloc char[256];
        if (name.Length > text.Length) return null;
        text = text[..Encoding.UTF8.GetChars(name, text)];
        return _byName.TryGetValue(text, out var channel) && channel.Reader == reader ? channel : null;
    }

    /// <summary>A reader is connected: tells Redis what it wants to hear.</summary>
    public void Resume(RoomChannelReader reader, Redis.PushSocket socket)
    {
        lock (_sync)
        {
            ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
            reader.Socket = socket;
            foreach (var channel in ChannelsOf(reader)) channel.Tell();
        }
    }

    /// <summary>A reader's connection is gone. False when nothing is left for it to hear, and it ends.</summary>
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

    /// <summary>Redis says whether a channel is heard now. False when it is not, though it should: its slot has gone elsewhere.</summary>
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

    /// <summary>A reader was refused. Answers the slot that it must ask elsewhere for, or null when it was refused for another reason.</summary>
    public int? Learn(ReadOnlySpan<byte> refusal, RoomChannelReader reader) => _places.TryLearn(refusal, reader.Place, out var slot) ? slot : null;

    /// <summary>Slots are not heard by a reader any more. True when channels go round and round, because nodes do not agree who owns them: then give them time.</summary>
    public bool Lose(RoomChannelReader reader, IReadOnlySet<int> slots)
    {
        lock (_sync) return Rehome(reader, ChannelsOf(reader).Where(channel => slots.Contains(channel.Slot)));
    }

    /// <summary>Channels were confirmed. True when all of a reader that were interrupted are heard again.</summary>
    public bool Restore(RoomChannelReader reader)
    {
        lock (_sync)
        {
            if (!reader.IsRestoring || ChannelsOf(reader).Any(channel => channel.IsInterrupted && channel.Listeners.Length > 0)) return false;
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
            // Its own reader tells again when it is connected again.
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
