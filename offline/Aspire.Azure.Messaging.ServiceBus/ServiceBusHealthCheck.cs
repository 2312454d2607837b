using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>Healthy when the broker lets the client peek into the queue, or send to the topic.</summary>
internal sealed class ServiceBusHealthCheck(ServiceBusClient client, string? queueName, string? topicName) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (string.IsNullOrEmpty(queueName)) await OpenTopicAsync(cancellationToken);
            else await PeekQueueAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return new(context.Registration.FailureStatus, exception.Message, exception);
        }
    }

    private async Task PeekQueueAsync(CancellationToken ct)
    {
        await using var receiver = client.CreateReceiver(queueName!);
        await receiver.PeekMessageAsync(cancellationToken: ct);
    }

    private async Task OpenTopicAsync(CancellationToken ct)
    {
        await using var sender = client.CreateSender(topicName!);
        // The batch's size limit comes from the link, so that this opens the link.
        using var batch = await sender.CreateMessageBatchAsync(ct);
    }
}
