using System.Runtime.CompilerServices;

namespace RoomChat.ServiceBusEmulator.Tests.Fixtures;

/// <summary>
/// Settings of the runtime for all programs that tests start: they end before code that is compiled a second time, from what the first showed, pays.
/// </summary>
internal static class ShortLivedPrograms
{
    [ModuleInitializer]
    internal static void Configure() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
}
