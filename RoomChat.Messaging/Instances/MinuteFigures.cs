namespace RoomChat.Messaging.Instances;

/// <summary>What one instance did in a minute.</summary>
/// <param name="Minute">The minute, counted from 1970.</param>
/// <param name="Connections">Open connections at its end.</param>
/// <param name="Messages">Messages in it.</param>
/// <param name="Deliveries">Deliveries in it.</param>
/// <param name="Rooms">Rooms with their messages.</param>
/// <param name="Users">Users with their messages.</param>
public sealed record MinuteFigures(
    long Minute, long Connections, long Messages, long Deliveries,
    IReadOnlyList<KeyValuePair<string, long>> Rooms, IReadOnlyList<KeyValuePair<string, long>> Users)
{
    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => Connections == 0 && Messages == 0 && Deliveries == 0 && Rooms.Count == 0 && Users.Count == 0;
}
