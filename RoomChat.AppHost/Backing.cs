namespace RoomChat.AppHost;

/// <summary>The implementation of Service Bus and Redis; setting <c>Backing</c>.</summary>
internal enum Backing
{
    /// <summary>Programs of this solution and .NET tools. Nothing to install.</summary>
    Embedded,

    /// <summary>Microsoft's emulator and Redis in containers. Needs Docker or Podman, and the real Aspire packages.</summary>
    Containers,

    /// <summary>Services in the cloud. The only choice when published.</summary>
    Azure,
}
