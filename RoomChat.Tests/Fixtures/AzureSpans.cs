using System.Runtime.CompilerServices;

namespace RoomChat.Tests.Fixtures;

internal static class AzureSpans
{
#pragma warning disable CA2255
    [ModuleInitializer]
    internal static void TurnOn() => AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", isEnabled: true);
#pragma warning restore CA2255
}
