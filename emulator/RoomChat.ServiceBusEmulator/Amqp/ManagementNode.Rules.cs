using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
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
            RuleRecords.CheckSize(rule);
            return subscription.TryAddRule(rule)
                ? ManagementResult.Ok
                : ManagementResult.Conflict(AmqpErrors.RuleExists(subscription.Messages.Path, name));
        }
        catch (EntityException exception) when (exception.Fault == EntityFault.TooLarge)
        {
            return ManagementResult.Refused(AmqpErrors.RuleTooLarge(exception.Message));
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

    // The .NET client asks for 100 rules, and treats a shorter page as the last. So 100 must fit when it sets no limit.
    private ManagementResult EnumerateRules(Subscription subscription, Dictionary<string, object?> arguments, AnswerRoom room)
    {
        calls.Add();
        var page = new AnswerList(room);
        foreach (var rule in subscription.Rules.Skip(Argument<int>(arguments, "skip")).Take(Argument<int>(arguments, "top")))
        {
            var description = RuleMapping.Write(rule);
            if (!page.Fits(RuleMapping.SizeOf(description))) break;
            page.Elements.Add(new Map { ["rule-description"] = description });
        }

        return page.ToResult("rules");
    }
}
