using Amqp;
using Amqp.Framing;
using RoomChat.ServiceBusEmulator.Access;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Accepts security tokens, and stores the paths that they open in the connection's state.</summary>
internal sealed class CbsNode(AccessTokens tokens) : IRequestNode
{
    private const int Accepted = 202;
    private const int BadRequest = 400;
    private const int Unauthorized = 401;
    private const int Forbidden = 403;

    public Message Answer(Message request, ConnectionState connection, AnswerRoom room)
    {
        var (status, description) = PutToken(request, connection);
        return Answer(status, description);
    }

    public Message Refuse(Error error) => Answer(ManagementResult.StatusOf(error), error.Description);

    private static Message Answer(int status, string description) => new()
    {
        ApplicationProperties = new ApplicationProperties { ["status-code"] = status, ["status-description"] = description },
        BodySection = new AmqpValue { Value = null },
    };

    private (int Status, string Description) PutToken(Message request, ConnectionState connection)
    {
        var properties = MessageMapping.ReadMap(request.ApplicationProperties?.Map);
        if (properties.GetValueOrDefault("operation") as string != "put-token") return (BadRequest, "The only operation is put-token.");
        if (!tokens.AreRequired) return (Accepted, "Accepted");
        if (properties.GetValueOrDefault("name") is not string { Length: > 0 } resource)
            return (BadRequest, "The name of what the token is for is missing.");
        if (tokens.Check(request.Body as string, resource, out var refusal) is not { } expires) return (Unauthorized, refusal);
        return connection.Claims.TryAdd(AccessTokens.PathOf(resource), expires)
            ? (Accepted, "Accepted")
            : (Forbidden, "There are too many tokens on this connection.");
    }
}
