using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <content>Which sessions there are.</content>
public partial class ServiceBusClient
{
    private const int SessionNamesAtOnce = 100;

    /// <summary>Lists the sessions of a queue that have messages, a page at a time.</summary>
    public virtual IAsyncEnumerable<string> GetMessageSessionsAsync(string queueName, CancellationToken cancellationToken = default) =>
        SessionNamesAsync(Checked(queueName), DateTime.MaxValue, cancellationToken);

    /// <summary>Lists the sessions of a queue whose state was set after a time, a page at a time.</summary>
    public virtual IAsyncEnumerable<string> GetMessageSessionsAsync(
        string queueName, DateTimeOffset sessionStateUpdatedAfter, CancellationToken cancellationToken = default) =>
        SessionNamesAsync(Checked(queueName), sessionStateUpdatedAfter.UtcDateTime, cancellationToken);

    /// <summary>Lists the sessions of a subscription that have messages, a page at a time.</summary>
    public virtual IAsyncEnumerable<string> GetMessageSessionsAsync(
        string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        SessionNamesAsync(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), DateTime.MaxValue, cancellationToken);

    /// <summary>Lists the sessions of a subscription whose state was set after a time, a page at a time.</summary>
    public virtual IAsyncEnumerable<string> GetMessageSessionsAsync(
        string topicName, string subscriptionName, DateTimeOffset sessionStateUpdatedAfter, CancellationToken cancellationToken = default) =>
        SessionNamesAsync(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), sessionStateUpdatedAfter.UtcDateTime, cancellationToken);

    private async IAsyncEnumerable<string> SessionNamesAsync(string entityPath, DateTime stateSetAfter, [EnumeratorCancellation] CancellationToken ct)
    {
        ThrowIfClosed();
        var requests = new EntityRequests(Connections, entityPath);
        for (var seen = 0; ;)
        {
            var skip = seen;
            var page = await Operations.RunAsync(entityPath, token => requests.GetMessageSessionsAsync(stateSetAfter, skip, SessionNamesAtOnce, token), ct);
            if (page.Count == 0) yield break;
            foreach (var name in page) yield return name;
            seen += page.Count;
        }
    }
}
