using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Messaging.Push;

namespace RoomChat.Tests.Fixtures;

/// <summary>The browser's side of Web Push: its keys and the decryption of messages (RFC 8291).</summary>
internal sealed class PushBrowser : IDisposable
{
    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _auth = RandomNumberGenerator.GetBytes(PushKeys.AuthBytes);

    public string PublicKey => Base64Url.EncodeToString(Point);

    public string Auth => Base64Url.EncodeToString(_auth);

    private byte[] Point => PushKeys.Write(_key.ExportParameters(includePrivateParameters: false).Q);

    public void Dispose() => _key.Dispose();

    /// <summary>Makes a subscription of this browser.</summary>
    public PushSubscription Subscribe(ChatUser user, bool hidesContent = false, string endpoint = "https://push.example/one") =>
        new(endpoint, PublicKey, Auth, user, user.Id, hidesContent);

    /// <summary>Decrypts a request's body. The code follows RFC 8291 and shares nothing with the sender.</summary>
    public string Read(byte[] body)
    {
        byte[] salt = body[..16], sender = body[21..86], record = body[86..];
        using var other = ECDiffieHellman.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
        var prkOfKey = HMACSHA256.HashData(_auth, _key.DeriveRawSecretAgreement(other.PublicKey));
        var input = HMACSHA256.HashData(prkOfKey, (byte[])[.. Encoding.ASCII.GetBytes("WebPush: info"), 0, .. Point, .. sender, 1]);
        var prk = HMACSHA256.HashData(salt, input);
        var key = HMACSHA256.HashData(prk, (byte[])[.. Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm"), 0, 1])[..16];
        var nonce = HMACSHA256.HashData(prk, (byte[])[.. Encoding.ASCII.GetBytes("Content-Encoding: nonce"), 0, 1])[..12];
        using var aes = new AesGcm(key, tagSizeInBytes: 16);
        var plain = new byte[record.Length - 16];
        aes.Decrypt(nonce, record.AsSpan(0, plain.Length), record.AsSpan(plain.Length), plain);
        Assert.Equal(2, plain[^1]);
        return Encoding.UTF8.GetString(plain.AsSpan(0, plain.Length - 1));
    }
}
