using Azure.Messaging.ServiceBus.Administration.Atom;

namespace Azure.Messaging.ServiceBus.Administration;

/// <content>Rules.</content>
public partial class ServiceBusAdministrationClient
{
    private static readonly AtomKind<RuleProperties> RuleKind = new(RuleXml.Name, RuleXml.Read);

    /// <summary>Adds a rule; it counts from the next message on.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityAlreadyExists"/>: the subscription has a rule of this name.</exception>
    public virtual Task<Response<RuleProperties>> CreateRuleAsync(
        string topicName, string subscriptionName, CreateRuleOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return TraceAsync("CreateRule", () => PutAsync(topicName, subscriptionName, new(options), isUpdate: false, cancellationToken));
    }

    /// <summary>Finds a rule.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the subscription has no rule of this name.</exception>
    public virtual Task<Response<RuleProperties>> GetRuleAsync(
        string topicName, string subscriptionName, string ruleName, CancellationToken cancellationToken = default)
    {
        var path = PathOf(topicName, subscriptionName, ruleName);
        return TraceAsync("GetRule", () => _api.GetAsync(RuleKind, path, enrich: false, cancellationToken));
    }

    /// <summary>Lists the rules of a subscription, page by page while enumerated.</summary>
    public virtual AsyncPageable<RuleProperties> GetRulesAsync(string topicName, string subscriptionName, CancellationToken cancellationToken = default) =>
        _api.List(RuleKind, PathOf(topicName, subscriptionName) + "/rules", cancellationToken);

    /// <summary>Whether the subscription has a rule of this name.</summary>
    public virtual Task<Response<bool>> RuleExistsAsync(
        string topicName, string subscriptionName, string ruleName, CancellationToken cancellationToken = default) =>
        ExistsAsync(() => GetRuleAsync(topicName, subscriptionName, ruleName, cancellationToken));

    /// <summary>Changes a rule; it counts from the next message on.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the subscription has no rule of this name.</exception>
    public virtual Task<Response<RuleProperties>> UpdateRuleAsync(
        string topicName, string subscriptionName, RuleProperties rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return TraceAsync("UpdateRule", () => PutAsync(topicName, subscriptionName, rule, isUpdate: true, cancellationToken));
    }

    /// <summary>Removes a rule; it counts no more from the next message on.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: the subscription has no rule of this name.</exception>
    public virtual Task<Response> DeleteRuleAsync(string topicName, string subscriptionName, string ruleName, CancellationToken cancellationToken = default)
    {
        var path = PathOf(topicName, subscriptionName, ruleName);
        return TraceAsync("DeleteRule", () => _api.DeleteAsync(path, cancellationToken));
    }

    private static string PathOf(string topicName, string subscriptionName, string ruleName) =>
        $"{PathOf(topicName, subscriptionName)}/Rules/{EntityNames.CheckedSegment(ruleName, nameof(ruleName))}";

    private Task<Response<RuleProperties>> PutAsync(string topicName, string subscriptionName, RuleProperties rule, bool isUpdate, CancellationToken ct) =>
        _api.PutAsync(RuleKind, PathOf(topicName, subscriptionName, rule.Name), new(RuleXml.Write(rule), isUpdate), ct);
}
