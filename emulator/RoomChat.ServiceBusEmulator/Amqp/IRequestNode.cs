using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A node that answers requests: <c>$cbs</c> or an entity's <c>$management</c>.</summary>
internal interface IRequestNode
{
    /// <summary>The answer, without correlation; must not block.</summary>
    Message Answer(Message request, ConnectionState connection);
}
