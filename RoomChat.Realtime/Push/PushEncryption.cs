using System.Buffers.Binary;
using System.Security.Cryptography;
using RoomChat.Messaging.Push;

namespace RoomChat.Realtime.Push;

/// <summary>Encrypts a push message for one browser, so that its push service cannot read it (RFC 8291, on RFC 8188).</summary>
internal static class PushEncryption
{
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;
    private const int RecordBytes = 4096;
    private const byte LastRecord = 2;

    /// <param name="text">The data for the browser's service worker, in UTF-8; less than a record.</param>
    /// <param name="browser">The browser's key.</param>
    /// <param name="auth">The browser's secret.</param>
    /// <returns>The body of the request, with the encoding <c>aes128gcm</c>.</returns>
    public static byte[] Encrypt(ReadOnlySpan<byte> text, ECPoint browser, byte[] auth)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(text, browser, auth, own, RandomNumberGenerator.GetBytes(SaltBytes));
    }

    /// <summary>The same with a given key and salt, for the examples of the standard.</summary>
    internal static byte[] Encrypt(ReadOnlySpan<byte> text, ECPoint browser, byte[] auth, ECDiffieHellman own, byte[] salt)
    {
        using var other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = browser });
        byte[] theirs = PushKeys.Write(browser), ours = PushKeys.Write(own.ExportParameters(includePrivateParameters: false).Q);
        var shared = HKDF.Extract(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other.PublicKey), auth);
        var input = HKDF.Expand(HashAlgorithmName.SHA256, shared, KeyBytes, [.. "WebPush: info\0"u8, .. theirs, .. ours]);
        var pseudorandom = HKDF.Extract(HashAlgorithmName.SHA256, input, salt);
        var key = HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, 16, "Content-Encoding: aes128gcm\0"u8.ToArray());
        var nonce = HKDF.Expand(HashAlgorithmName.SHA256, pseudorandom, 12, "Content-Encoding: nonce\0"u8.ToArray());

        var tagBytes = AesGcm.TagByteSizes.MaxSize;
        byte[] plain = [.. text, LastRecord];
        if (plain.Length + tagBytes > RecordBytes) throw new ArgumentException("The text does not fit into one record.", nameof(text));
        var body = new byte[SaltBytes + sizeof(uint) + 1 + ours.Length + plain.Length + tagBytes];
        salt.CopyTo(body, 0);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordBytes);
        body[SaltBytes + sizeof(uint)] = (byte)ours.Length;
        ours.CopyTo(body, SaltBytes + sizeof(uint) + 1);
        using var aes = new AesGcm(key, tagBytes);
        var record = body.AsSpan(SaltBytes + sizeof(uint) + 1 + ours.Length);
        aes.Encrypt(nonce, plain, record[..plain.Length], record[plain.Length..]);
        return body;
    }
}
