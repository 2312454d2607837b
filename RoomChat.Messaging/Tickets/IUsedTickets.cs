namespace RoomChat.Messaging.Tickets;

/// <summary>Which tickets were used, over all instances.</summary>
public interface IUsedTickets
{
    /// <summary>Marks a ticket as used; false when it was marked before, by any instance.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="keep">For how long it must be known: until it has expired on every clock.</param>
    /// <param name="ct">Gives up waiting; the ticket may be used then.</param>
    Task<bool> TryUseAsync(string id, TimeSpan keep, CancellationToken ct);
}
