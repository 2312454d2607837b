namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>The <c>dotnet</c> that runs the tests, to run other programs with.</summary>
internal static class RunningDotnet
{
    internal static string Path => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
