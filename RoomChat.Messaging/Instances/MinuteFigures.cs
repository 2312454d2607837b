namespace RoomChat.Messaging.Instances;

/// <summary>The figures of one instance for one minute.</summary>
/// <param name="Minute">The number of the minute, counted from 1970.</param>
/// <param name="Connections">Open connections at the end of the minute.</param>
/// <param name="Messages">Messages in the minute.</param>
/// <param name="Deliveries">Deliveries in the minute.</param>
/// <param name="Rooms">Message counts by room.</param>
/// <param name="Users">Message counts by user.</param>
public sealed record MinuteFigures(
    long Minute, long Connections, long Messages, long Deliveries,
    IReadOnlyList<KeyValuePair<string, long>> Rooms, IReadOnlyList<KeyValuePair<string, long>> Users)
{
    /// <summary>Whether all figures are zero.</summary>
    public bool IsEmpty => Connections == 0 && Messages == 0 && Deliveries == 0 && Rooms.Count == 0 && Users.Count == 0;
}
