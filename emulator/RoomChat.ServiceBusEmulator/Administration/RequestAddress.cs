namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>The namespace as the client addresses it. All addresses in answers are built from it.</summary>
/// <param name="Scheme">Such as <c>http</c>.</param>
/// <param name="Host">Name and port, such as <c>localhost:5300</c>.</param>
/// <param name="ApiVersion">The API version of the request; null if the request has none.</param>
internal sealed record RequestAddress(string Scheme, string Host, string? ApiVersion)
{
    /// <summary>The address of a path in the namespace.</summary>
    public string Of(string path) =>
        ApiVersion is null ? $"{Scheme}://{Host}/{path}" : $"{Scheme}://{Host}/{path}?api-version={ApiVersion}";
}
