namespace RoomChat.Benchmarks.Servers;

/// <summary>The setting with which a gateway and the services of a run know each other.</summary>
internal static class SignatureSecret
{
    public const string Name = "GatewaySignature__Secret";
    public const string Value = "what-the-services-of-this-run-have-in-common";
}
