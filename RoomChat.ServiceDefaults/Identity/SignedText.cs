using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// The text that a signature covers, in rented memory: method, target, time, and every caller header, each on its own line. None of them
/// can contain a line break.
/// </summary>
internal sealed class SignedText : IDisposable
{
    private byte[] _bytes;
    private int _length;

    public SignedText(string method, string target, long time)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(1024);
        AddLine(method);
        AddLine(target);
        Span<char> digits = stackalloc char[20];
        time.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        AddLine(digits[..count]);
    }

    /// <summary>Adds a header. Signer and checker add headers in the order of their names.</summary>
    public void AddHeader(string name, string value)
    {
        var start = _length;
        Add(name);
        // HTTP/2 sends header names in lower case.
        Ascii.ToLowerInPlace(_bytes.AsSpan(start, _length - start), out _);
        Add(":");
        AddLine(value);
    }

    /// <summary>Writes the HMAC-SHA256 in Base64 for URLs.</summary>
    public void Sign(ReadOnlySpan<byte> key, Span<char> mac)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, _bytes.AsSpan(0, _length), hash);
        Base64Url.EncodeToChars(hash, mac);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void AddLine(ReadOnlySpan<char> text)
    {
        Add(text);
        Add("\n");
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var needed = _length + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (needed > _bytes.Length) Grow(needed);
        _length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_length));
    }

    private void Grow(int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(needed);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
