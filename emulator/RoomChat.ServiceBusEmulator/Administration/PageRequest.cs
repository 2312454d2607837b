namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Skip">How many come before it.</param>
/// <param name="Top">How many it has at most.</param>
internal sealed record PageRequest(int Skip, int Top)
{
    /// <summary>The most that Service Bus puts on a page.</summary>
    public const int Largest = 100;
}
