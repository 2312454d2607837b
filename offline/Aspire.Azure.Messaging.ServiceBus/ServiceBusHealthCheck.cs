using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Azure.Messaging.ServiceBus;

/// <summary>Healthy when the broker lets the client peek into the queue, or send to the topic.</summary>
internal sealed class ServiceBusHealthCheck(ServiceBusClient client, AzureMessagingServiceBusSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrEmpty(settings.HealthCheckQueueName))
        {
            await using var sender = client.CreateSender(settings.HealthCheckTopicName);
            // The batch's size limit comes from the link, so that this opens the link.
            using var batch = await sender.CreateMessageBatchAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }

        await using var receiver = client.CreateReceiver(settings.HealthCheckQueueName);
        await receiver.PeekMessageAsync(cancellationToken: cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
