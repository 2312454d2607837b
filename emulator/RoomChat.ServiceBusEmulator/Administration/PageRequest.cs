namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>The requested part of a list.</summary>
/// <param name="Skip">The number of entries before it.</param>
/// <param name="Top">The largest number of entries in it.</param>
internal sealed record PageRequest(int Skip, int Top)
{
    /// <summary>The largest page of Service Bus.</summary>
    public const int Largest = 100;
}
