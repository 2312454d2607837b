using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Signs requests at the gateway, and checks them in the services behind it: <c>X-RoomChat-Signature: TIME.MAC</c>. TIME is in seconds
/// since 1970; MAC is an HMAC-SHA256 in Base64 for URLs. It covers the method, the path with the query string, the time, and all headers
/// about the caller. It does not cover the body.
/// </summary>
public sealed class GatewaySignature
{
    /// <summary>The header with the signature.</summary>
    public const string Header = "X-RoomChat-Signature";

    /// <summary>Maximum difference between the time of a signature and the clock of the checking service, in either direction.</summary>
    internal static readonly TimeSpan Validity = TimeSpan.FromSeconds(30);

    private static readonly Comparison<(string Name, string Value)> ByName =
        static (one, other) => string.Compare(one.Name, other.Name, StringComparison.OrdinalIgnoreCase);

    private static readonly int EncodedMacLength = Base64Url.GetEncodedLength(HMACSHA256.HashSizeInBytes);

    private readonly TimeProvider _time;
    private readonly byte[]? _secret;
    private readonly byte[]? _previous;

    internal GatewaySignature(IOptions<SignatureOptions> options, TimeProvider time)
    {
        _time = time;
        if (!options.Value.IsSet) return;
        _secret = Encoding.UTF8.GetBytes(options.Value.Secret!);
        if (options.Value.PreviousSecret is { Length: > 0 } previous) _previous = Encoding.UTF8.GetBytes(previous);
    }

    /// <summary>Whether there is a secret. Without one, requests are neither signed nor checked.</summary>
    public bool IsOn => _secret is not null;

    /// <summary>Signs a request. Its address and caller headers must be complete. Does nothing without a secret.</summary>
    public void Sign(HttpRequestMessage request)
    {
        if (_secret is null) return;
        var seconds = _time.GetUtcNow().ToUnixTimeSeconds();
        using var text = new SignedText(request.Method.Method, request.RequestUri!.PathAndQuery, seconds);
        var headers = new List<(string Name, string Value)>(2);
        foreach (var header in request.Headers.NonValidated)
        {
            if (IsAboutCaller(header.Key)) headers.Add((header.Key, header.Value.ToString()));
        }
        AddTo(text, headers);
        Span<char> mac = stackalloc char[EncodedMacLength];
        text.Sign(_secret, mac);
        request.Headers.Remove(Header);
        request.Headers.TryAddWithoutValidation(Header, string.Create(CultureInfo.InvariantCulture, $"{seconds}.{mac}"));
    }

    /// <summary>Whether the gateway signed this request recently. Always true without a secret.</summary>
    public bool IsValid(HttpRequest request)
    {
        if (_secret is null) return true;
        if (request.Headers[Header] is not [{ } signature] || !TryRead(signature, out var seconds, out var given)) return false;
        if (Math.Abs(_time.GetUtcNow().ToUnixTimeSeconds() - seconds) > Validity.TotalSeconds) return false;
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        using var text = new SignedText(request.Method, target, seconds);
        var headers = new List<(string Name, string Value)>(2);
        foreach (var (name, values) in request.Headers)
        {
            if (IsAboutCaller(name)) headers.Add((name, values.ToString()));
        }
        AddTo(text, headers);
        return IsOf(_secret, text, given) || (_previous is not null && IsOf(_previous, text, given));
    }

    private static bool IsAboutCaller(string header) => header.StartsWith(Caller.HeaderPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsOf(byte[] secret, SignedText text, ReadOnlySpan<char> given)
    {
        Span<char> expected = stackalloc char[EncodedMacLength];
        text.Sign(secret, expected);
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(expected), MemoryMarshal.AsBytes(given));
    }

    private static bool TryRead(string signature, out long seconds, out ReadOnlySpan<char> mac)
    {
        var dot = signature.IndexOf('.', StringComparison.Ordinal);
        mac = dot < 0 ? default : signature.AsSpan(dot + 1);
        seconds = 0;
        return mac.Length == EncodedMacLength && long.TryParse(
            signature.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out seconds);
    }

    private static void AddTo(SignedText text, List<(string Name, string Value)> headers)
    {
        headers.Sort(ByName);
        foreach (var (name, value) in headers) text.AddHeader(name, value);
    }
}
