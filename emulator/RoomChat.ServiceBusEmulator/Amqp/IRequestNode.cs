using Amqp;
using Amqp.Framing;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A node that answers requests: <c>$cbs</c> or an entity's <c>$management</c>.</summary>
internal interface IRequestNode
{
    /// <summary>Performs a request. Must not block, and must not make a change whose answer does not fit into the room.</summary>
    /// <returns>The answer, without correlation.</returns>
    Message Answer(Message request, ConnectionState connection, AnswerRoom room);

    /// <summary>The answer to a refused request.</summary>
    Message Refuse(Error error);
}
