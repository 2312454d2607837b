namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>The namespace as the client calls it, from which all addresses in answers are made.</summary>
/// <param name="Scheme">As in <c>http</c>.</param>
/// <param name="Host">Name and port, as in <c>localhost:5300</c>.</param>
/// <param name="ApiVersion">The version that the client asks for; null when it does not say.</param>
internal sealed record RequestAddress(string Scheme, string Host, string? ApiVersion)
{
    /// <summary>The address of something in the namespace.</summary>
    public string Of(string path) =>
        ApiVersion is null ? $"{Scheme}://{Host}/{path}" : $"{Scheme}://{Host}/{path}?api-version={ApiVersion}";
}
