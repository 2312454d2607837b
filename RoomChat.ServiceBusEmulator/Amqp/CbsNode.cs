using Amqp;
using Amqp.Framing;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Takes security tokens. As in Microsoft's emulator every token is good.</summary>
internal sealed class CbsNode : IRequestNode
{
    private const int Accepted = 202;
    private const int BadRequest = 400;

    public Message Answer(Message request, ConnectionState connection)
    {
        var isPutToken = request.ApplicationProperties?["operation"] as string == "put-token";
        return new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = isPutToken ? Accepted : BadRequest,
                ["status-description"] = isPutToken ? "Accepted" : "The only operation is put-token.",
            },
            BodySection = new AmqpValue { Value = null },
        };
    }
}
