namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A right to use an entity, as put to <c>$cbs</c>.</summary>
/// <param name="Value">The signature or JWT.</param>
/// <param name="Type">Which of the two, in the broker's words.</param>
/// <param name="ExpiresOn">When the broker stops to accept it.</param>
internal sealed record CbsToken(string Value, string Type, DateTimeOffset ExpiresOn)
{
    public const string SasType = "servicebus.windows.net:sastoken";
    public const string JwtType = "jwt";
}
