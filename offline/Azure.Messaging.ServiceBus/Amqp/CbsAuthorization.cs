using System.Diagnostics.CodeAnalysis;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Puts tokens to <c>$cbs</c> before links are opened, and again before they expire, for as long as the connection lives.</summary>
[SuppressMessage("Reliability", "CA1001:Types that own disposable fields should be disposable", Justification = "A source without timer or links holds nothing; it is cancelled when the connection ends.")]
internal sealed class CbsAuthorization(AmqpConnection connection, BrokerAddress address, ICbsTokens tokens, TimeSpan openTimeout, TimeProvider time)
{
    // Room for a slow token service and some retries.
    private static readonly TimeSpan RenewBeforeExpiry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan RetryRenewalAfter = TimeSpan.FromSeconds(10);

    private readonly OnDemand<RequestResponseLink> _link = new(ct => RequestResponseLink.OpenAsync(connection, "$cbs", ct), openTimeout);
    private readonly Dictionary<string, Task> _authorized = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _connectionLost = new();

    /// <summary>Completes when the broker knows that we may use the entity. Asks it only once per connection.</summary>
    public Task AuthorizeAsync(string entityPath, CancellationToken ct)
    {
        Task authorized;
        lock (_gate)
        {
            if (!_authorized.TryGetValue(entityPath, out authorized!) || authorized.IsFaulted || authorized.IsCanceled)
                _authorized[entityPath] = authorized = Task.Run(() => PutFirstTokenAsync(entityPath), CancellationToken.None);
        }

        return authorized.WaitAsync(ct);
    }

    /// <summary>The connection is gone, and with it what was proven on it.</summary>
    public void Stop() => _connectionLost.Cancel();

    private async Task PutFirstTokenAsync(string entityPath)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_connectionLost.Token);
        limit.CancelAfter(openTimeout);
        DateTimeOffset expiresOn;
        try
        {
            expiresOn = await PutTokenAsync(entityPath, limit.Token);
        }
        catch (OperationCanceledException canceled) when (limit.IsCancellationRequested)
        {
            // Nobody who waits for it has cancelled anything.
            if (_connectionLost.IsCancellationRequested)
                throw new ServiceBusException("The connection to the broker was lost.", ServiceBusFailureReason.ServiceCommunicationProblem, entityPath, canceled);
            throw new TimeoutException($"The broker was not told within {openTimeout.TotalSeconds:0.#} s that we may use '{entityPath}'.", canceled);
        }

        _ = Task.Run(() => RenewAsync(entityPath, expiresOn), CancellationToken.None);
    }

    private async Task RenewAsync(string entityPath, DateTimeOffset expiresOn)
    {
        try
        {
            while (!_connectionLost.IsCancellationRequested)
            {
                var left = expiresOn - time.GetUtcNow();
                await Task.Delay(left > RenewBeforeExpiry + RetryRenewalAfter ? left - RenewBeforeExpiry : RetryRenewalAfter, time, _connectionLost.Token);
                try
                {
                    expiresOn = await PutTokenAsync(entityPath, _connectionLost.Token);
                }
                catch (Exception exception) when (!_connectionLost.IsCancellationRequested)
                {
                    // Tried again soon; when the token does expire, the broker closes the links and their users are told why.
                    ServiceBusEventSource.Log.TokenRenewalFailed(entityPath, exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (_connectionLost.IsCancellationRequested)
        {
            // The next connection has its own tokens.
        }
    }

    private async Task<DateTimeOffset> PutTokenAsync(string entityPath, CancellationToken ct)
    {
        var audience = address.Audience(entityPath);
        var token = await tokens.GetAsync(audience, ct);
        var link = await _link.GetAsync(ct);
        var answer = await link.RequestAsync(
            new Message(token.Value)
            {
                ApplicationProperties = new ApplicationProperties
                {
                    ["operation"] = "put-token",
                    ["type"] = token.Type,
                    ["name"] = audience,
                    ["expiration"] = token.ExpiresOn.UtcDateTime,
                },
            }, ct);
        var properties = answer.ApplicationProperties;
        if (properties?["status-code"] is not int status) throw AmqpErrors.ToException(500, null, "The answer of $cbs has no status-code.", entityPath);
        return status is 200 or 202 ? token.ExpiresOn : throw ToException(status, properties["status-description"] as string, entityPath);
    }

    // $cbs uses the codes in its own way: 404 says that the entity is unknown, everything else that the token is not good.
    private static Exception ToException(int status, string? description, string entityPath) => status == 404
        ? AmqpErrors.ToException(404, null, description, entityPath)
        : new UnauthorizedAccessException($"The broker refused the token for '{entityPath}' with status {status}: {description}");
}
