using System.Buffers.Text;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// Reads entries of <c>append.lua</c>. In the log: <c>7:5:m1/u1{"id":"m1",…}</c>. On the channel with the epoch in front:
/// <c>e1:7:5:m1/u1{…}</c>. With a sampled trace: <c>e1;00-…-01:7:5:m1/u1{…}</c>.
/// </summary>
internal static class LogEntry
{
    /// <exception cref="FormatException">The bytes are not an entry.</exception>
    internal static LoggedMessage Read(ReadOnlySpan<byte> entry, string epoch) => Read(entry, epoch, traceParent: null);

    private static LoggedMessage Read(ReadOnlySpan<byte> entry, string epoch, string? traceParent)
    {
        var offset = ReadNumber(ref entry);
        var keyBytes = ReadNumber(ref entry);
        if (keyBytes > entry.Length) throw new FormatException("A log entry ends before its message's key does.");
        var body = entry[(int)keyBytes..];
        return body is [(byte)'{', .., (byte)'}']
            ? new LoggedMessage(body.ToArray(), new RoomPosition(offset, epoch)) { TraceParent = traceParent }
            : throw new FormatException("A log entry holds no JSON object.");
    }

    /// <param name="announcement">The bytes from the channel.</param>
    /// <param name="epoch">The previous announcement's epoch. Replaced only by a different one, so that messages share one string.</param>
    /// <exception cref="FormatException">The bytes are not an announcement.</exception>
    internal static LoggedMessage ReadAnnouncement(ReadOnlySpan<byte> announcement, ref string epoch)
    {
        var colon = announcement.IndexOf((byte)':');
        if (colon < 0) throw new FormatException("An announcement names no epoch.");
        var name = announcement[..colon];
        string? traceParent = null;
        if (!Ascii.Equals(name, epoch))
        {
            if (name.IndexOf((byte)';') is >= 0 and var end)
            {
                traceParent = Encoding.UTF8.GetString(name[(end + 1)..]);
                name = name[..end];
            }
            if (!Ascii.Equals(name, epoch)) epoch = Encoding.UTF8.GetString(name);
        }
        return Read(announcement[(colon + 1)..], epoch, traceParent);
    }

    private static long ReadNumber(ref ReadOnlySpan<byte> rest)
    {
        if (!Utf8Parser.TryParse(rest, out long number, out var consumed) || number < 0 || consumed >= rest.Length || rest[consumed] != ':')
        {
            throw new FormatException("A log entry does not begin with its offset and the length of its message's key.");
        }
        rest = rest[(consumed + 1)..];
        return number;
    }
}
