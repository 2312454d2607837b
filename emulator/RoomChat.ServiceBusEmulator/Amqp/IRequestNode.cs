using Amqp;
using Amqp.Framing;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A node that answers requests: <c>$cbs</c> or an entity's <c>$management</c>.</summary>
internal interface IRequestNode
{
    /// <summary>Does a request. It must not change anything that an answer of the given room cannot tell, and must not block.</summary>
    /// <returns>The answer, without correlation.</returns>
    Message Answer(Message request, ConnectionState connection, AnswerRoom room);

    /// <summary>The answer to a request that was not done.</summary>
    Message Refuse(Error error);
}
