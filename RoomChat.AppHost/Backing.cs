namespace RoomChat.AppHost;

/// <summary>What stands behind Service Bus and Redis; setting <c>Backing</c>.</summary>
internal enum Backing
{
    /// <summary>Programs of this solution and of .NET tools: nothing to install.</summary>
    Embedded,

    /// <summary>Microsoft's emulator and Redis in containers; needs Docker or Podman and the real Aspire packages.</summary>
    Containers,

    /// <summary>Services in the cloud; the only choice when published.</summary>
    Azure,
}
