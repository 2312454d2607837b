using Amqp.Types;
using Azure.Messaging.ServiceBus.Administration;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>What is asked of a subscription's <c>$management</c> node about its rules.</summary>
internal sealed class RuleRequests(EntityRequests requests)
{
    private const int PageSize = 100;

    public Task AddAsync(CreateRuleOptions rule, CancellationToken ct) => requests.AskAsync(
        "add-rule", new Map { ["rule-name"] = rule.Name, ["rule-description"] = RuleMapping.ToAmqp(rule) }, linkName: null, ct);

    public Task RemoveAsync(string name, CancellationToken ct) => requests.AskAsync("remove-rule", new Map { ["rule-name"] = name }, linkName: null, ct);

    /// <summary>Some rules; none when there are no more.</summary>
    /// <param name="skip">Rules seen before.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<IReadOnlyList<RuleProperties>> GetPageAsync(int skip, CancellationToken ct)
    {
        var answer = await requests.AskAsync("enumerate-rules", new Map { ["skip"] = skip, ["top"] = PageSize }, linkName: null, ct);
        return answer?["rules"] is List entries
            ? [.. entries.Cast<Map>().Select(static entry => RuleMapping.FromAmqp((DescribedValue)entry["rule-description"]))]
            : [];
    }
}
