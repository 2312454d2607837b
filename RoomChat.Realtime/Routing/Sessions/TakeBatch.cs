using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Appends a batch to the logs and settles its messages. Reports messages left behind.</summary>
internal delegate Task<TakenBatch> TakeBatch(
    ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct);
