using Azure.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Sessions;

/// <summary>Takes a batch into the logs and settles its messages.</summary>
internal delegate Task TakeBatch(ServiceBusReceiver receiver, IReadOnlyList<ServiceBusReceivedMessage> batch, CancellationToken ct);
