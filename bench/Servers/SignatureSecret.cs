namespace RoomChat.Benchmarks.Servers;

/// <summary>The shared secret of a gateway and the services of a run.</summary>
internal static class SignatureSecret
{
    public const string Name = "GatewaySignature__Secret";
    public const string Value = "what-the-services-of-this-run-have-in-common";
}
