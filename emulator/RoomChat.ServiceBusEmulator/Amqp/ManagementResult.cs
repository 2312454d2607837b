using Amqp.Framing;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The answer to a <c>$management</c> request: a status as in HTTP and a map, or an error.</summary>
internal sealed record ManagementResult(int Status, Map? Values = null, Error? Error = null)
{
    public static readonly ManagementResult Ok = new(200);
    public static readonly ManagementResult NoContent = new(204);

    public static ManagementResult With(string name, object? value) => new(200, new Map { [name] = value });

    public static ManagementResult BadRequest(string description) => new(400, Error: AmqpErrors.InvalidField(description));

    public static ManagementResult BadArgument(string description) => new(400, Error: AmqpErrors.BadArgument(description));

    public static ManagementResult Conflict(Error error) => new(409, Error: error);

    public static ManagementResult NotFound(Error error) => new(404, Error: error);

    public static ManagementResult Gone(Error error) => new(410, Error: error);

    public static ManagementResult NotImplemented(string description) => new(501, Error: AmqpErrors.NotImplemented(description));

    /// <summary>The result does not fit into an answer; the request was not performed.</summary>
    public static ManagementResult TooLarge(long size, long room) => Refused(AmqpErrors.AnswerTooLarge(size, room));

    /// <summary>An error that is not specific to the operation, with the status of Service Bus for it.</summary>
    public static ManagementResult Refused(Error error) => new(StatusOf(error), Error: error);

    /// <summary>The status that belongs to a condition.</summary>
    public static int StatusOf(Error error) => error.Condition.ToString() switch
    {
        AmqpErrors.SizeExceeded => 403,
        AmqpErrors.InternalCondition => 500,
        _ => 400,
    };
}
