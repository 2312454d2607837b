using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace RoomChat.Messaging.Push;

/// <summary>Keys of Web Push in text form: points of P-256 and secrets, in base64url.</summary>
public static class PushKeys
{
    /// <summary>Length of an uncompressed point, in bytes.</summary>
    public const int PointBytes = 65;

    /// <summary>Length of a browser's secret, in bytes.</summary>
    public const int AuthBytes = 16;

    private const int CoordinateBytes = 32;

    /// <summary>Reads base64url of exactly <paramref name="length"/> bytes; false when the text is not that.</summary>
    public static bool TryRead(string? text, int length, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        // Every encoding of the bytes is shorter than twice the length.
        if (text is null || text.Length > 2 * length || !Base64Url.IsValid(text, out var decoded) || decoded != length) return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }

    /// <summary>Reads an uncompressed point of the curve; false when the text is not that.</summary>
    public static bool TryReadPoint(string? text, out ECPoint point)
    {
        point = default;
        if (!TryRead(text, PointBytes, out var bytes) || bytes[0] != 4) return false;
        point = new ECPoint { X = bytes[1..(1 + CoordinateBytes)], Y = bytes[(1 + CoordinateBytes)..] };
        return IsOnCurve(point);
    }

    /// <summary>The uncompressed point as bytes.</summary>
    public static byte[] Write(ECPoint point) => [4, .. point.X!, .. point.Y!];

    private static bool IsOnCurve(ECPoint point)
    {
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
