namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>A subscription with sessions, and the handler of its messages.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Subscription">Its subscription.</param>
/// <param name="Take">Appends each batch to the logs and settles it. Batches of different sessions run in parallel.</param>
internal sealed record SessionSource(string Topic, string Subscription, TakeBatch Take);
