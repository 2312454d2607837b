using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>Healthy when the broker answers about the queue (by a peek) or the topic (by opening a link to send).</summary>
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
        using var batch = await sender.CreateMessageBatchAsync(ct);
    }
}
