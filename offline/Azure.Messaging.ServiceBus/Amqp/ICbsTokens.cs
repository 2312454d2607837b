namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Makes tokens for an audience (the URI of an entity).</summary>
internal interface ICbsTokens
{
    ValueTask<CbsToken> GetAsync(string audience, CancellationToken ct);
}
