using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Takes a batch into the logs and settles its messages; says when some had to be left.</summary>
internal delegate Task<TakenBatch> TakeBatch(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct);
