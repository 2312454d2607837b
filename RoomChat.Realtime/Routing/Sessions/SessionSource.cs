namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>A subscription with sessions, and what becomes of its messages.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Subscription">Its subscription.</param>
/// <param name="Take">Takes each batch into the logs and settles it. Batches of different sessions come side by side.</param>
internal sealed record SessionSource(string Topic, string Subscription, TakeBatch Take);
