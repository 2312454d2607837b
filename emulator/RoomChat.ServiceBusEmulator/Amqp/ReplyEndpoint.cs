using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The way back of answers; clients give credit for what they ask.</summary>
internal sealed class ReplyEndpoint : LinkEndpoint
{
    public override void OnFlow(FlowContext flowContext)
    {
        // Answers go out as they come.
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
        // Answers need no settling.
    }
}
