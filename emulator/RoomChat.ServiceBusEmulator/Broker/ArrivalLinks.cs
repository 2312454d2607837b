using System.Runtime.InteropServices;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A message's neighbours in an <see cref="ArrivalOrder"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ArrivalLinks
{
    public StoredMessage? Previous { get; set; }

    public StoredMessage? Next { get; set; }

    public bool IsLinked { get; set; }
}
