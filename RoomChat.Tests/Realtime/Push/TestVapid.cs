using System.Buffers.Text;
using System.Security.Cryptography;
using RoomChat.Messaging.Push;

namespace RoomChat.Tests.Realtime.Push;

/// <summary>Makes a key pair as an operator does.</summary>
internal static class TestVapid
{
    public static PushOptions NewOptions()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return new PushOptions
        {
            PublicKey = Base64Url.EncodeToString(PushKeys.Write(parameters.Q)),
            PrivateKey = Base64Url.EncodeToString(parameters.D),
            Subject = "mailto:ops@example.org",
        };
    }
}
