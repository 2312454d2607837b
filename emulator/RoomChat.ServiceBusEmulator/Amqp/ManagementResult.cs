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
}
