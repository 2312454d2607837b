using System.Runtime.CompilerServices;

namespace RoomChat.ServiceBusEmulator.Tests.Conformance;

/// <summary>Turns on the spans of the Azure clients. They read the switch once, so it is set before any test.</summary>
internal static class AzureSpans
{
    [ModuleInitializer]
    internal static void Enable() => AppContext.SetSwitch("Azure.Experimental.EnableActivitySource", isEnabled: true);
}
