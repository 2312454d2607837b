using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Requests about the rules of a subscription.</summary>
internal sealed partial class ManagementNode
{
    private ManagementResult AddRule(Subscription subscription, Dictionary<string, object?> arguments)
    {
        calls.Add();
        var name = Argument<string>(arguments, "rule-name");
        try
        {
            EntityName.CheckRule(name);
            var rule = RuleMapping.Read(name, MessageMapping.ReadMap(Argument<Map>(arguments, "rule-description")));
            return subscription.TryAddRule(rule)
                ? ManagementResult.Ok
                : ManagementResult.Conflict(AmqpErrors.RuleExists(subscription.Messages.Path, name));
        }
        catch (Exception exception) when (exception is FormatException or EntityException)
        {
            return ManagementResult.BadArgument($"Rule '{name}': {exception.Message}");
        }
    }

    private ManagementResult RemoveRule(Subscription subscription, Dictionary<string, object?> arguments)
    {
        calls.Add();
        var name = Argument<string>(arguments, "rule-name");
        return subscription.TryRemoveRule(name)
            ? ManagementResult.Ok
            : ManagementResult.NotFound(AmqpErrors.RuleNotFound(subscription.Messages.Path, name));
    }

    // Clients ask for page after page until one is empty.
    private ManagementResult EnumerateRules(Subscription subscription, Dictionary<string, object?> arguments)
    {
        calls.Add();
        var page = subscription.Rules.Skip(Argument<int>(arguments, "skip")).Take(Argument<int>(arguments, "top")).ToList();
        return page.Count == 0
            ? ManagementResult.NoContent
            : ManagementResult.With("rules", ListOf(page.Select(rule => new Map { ["rule-description"] = RuleMapping.Write(rule) })));
    }
}
