using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus.Administration;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Adds, removes and lists the rules of a subscription. Needs only the right to listen on it.</summary>
public class ServiceBusRuleManager : IAsyncDisposable
{
    private readonly ServiceBusClient _client;
    private readonly RuleRequests _requests;
    private bool _closed;

    internal ServiceBusRuleManager(ServiceBusClient client, string subscriptionPath)
    {
        _client = client;
        SubscriptionPath = subscriptionPath;
        _requests = new(new EntityRequests(client.Connections, subscriptionPath));
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusRuleManager() => (_client, _requests, SubscriptionPath) = (null!, null!, "");

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace => _client.FullyQualifiedNamespace;

    /// <summary>Whether it was closed.</summary>
    public virtual bool IsClosed => Volatile.Read(ref _closed) || _client.IsClosed;

    /// <summary>The subscription, as <c>topic/Subscriptions/subscription</c>.</summary>
    public virtual string SubscriptionPath { get; }

    /// <summary>Adds a rule; it counts from the next message on. The rules that are there stay.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: a rule has this name.</exception>
    public virtual Task CreateRuleAsync(string ruleName, RuleFilter filter, CancellationToken cancellationToken = default) =>
        CreateRuleAsync(new CreateRuleOptions(ruleName, filter), cancellationToken);

    /// <summary>Adds a rule; it counts from the next message on. The rules that are there stay.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: a rule has this name.</exception>
    public virtual Task CreateRuleAsync(CreateRuleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return RunAsync("CreateRule", ct => _requests.AddAsync(options, ct), cancellationToken);
    }

    /// <summary>Removes a rule; it counts no more from the next message on.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: no rule has this name.</exception>
    public virtual Task DeleteRuleAsync(string ruleName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ruleName);
        return RunAsync("DeleteRule", ct => _requests.RemoveAsync(ruleName, ct), cancellationToken);
    }

    /// <summary>Lists the rules, a page at a time.</summary>
    public virtual async IAsyncEnumerable<RuleProperties> GetRulesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var seen = 0; ;)
        {
            var skip = seen;
            IReadOnlyList<RuleProperties> page = [];
            await RunAsync("GetRules", async ct => page = await _requests.GetPageAsync(skip, ct), cancellationToken);
            if (page.Count == 0) yield break;
            foreach (var rule in page) yield return rule;
            seen += page.Count;
        }
    }

    /// <summary>Closes it; the client's connection stays.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        Volatile.Write(ref _closed, true);
        return Task.CompletedTask;
    }

    /// <summary>Closes it; the client's connection stays.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string ToString() => $"{FullyQualifiedNamespace}/{SubscriptionPath}";

    private async Task RunAsync(string operation, Func<CancellationToken, Task> attempt, CancellationToken ct)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        using var activity = MessagingDiagnostics.Start(
            MessagingDiagnostics.RuleManager, "ServiceBusRuleManager." + operation, ActivityKind.Client, SubscriptionPath, FullyQualifiedNamespace);
        await activity.TraceAsync(() => _client.Operations.RunAsync(SubscriptionPath, attempt, ct));
    }
}
