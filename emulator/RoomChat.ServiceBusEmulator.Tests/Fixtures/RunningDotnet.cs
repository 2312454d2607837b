namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>The <c>dotnet</c> executable that runs the tests. Tests start other programs with it.</summary>
internal static class RunningDotnet
{
    internal static string Path => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
