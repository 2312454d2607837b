namespace RoomChat.Messaging.Tickets;

/// <summary>The used tickets, over all instances.</summary>
public interface IUsedTickets
{
    /// <summary>Marks a ticket as used. False when any instance has marked it before.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="keep">How long the mark is kept: until the ticket has expired on every clock.</param>
    /// <param name="ct">Gives up waiting. The ticket may then be used.</param>
    Task<bool> TryUseAsync(string id, TimeSpan keep, CancellationToken ct);
}
