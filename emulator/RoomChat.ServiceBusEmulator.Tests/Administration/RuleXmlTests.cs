using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class RuleXmlTests
{
    private static readonly XNamespace Namespace = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";

    [Fact]
    public void Sql_rule_with_parameters_and_action_round_trips()
    {
        var parameters = Sample.Message("parameters", session: null, ("@shop", "dev"), ("@n", 5)).Properties;
        var rule = new SubscriptionRule("r", new SqlFilter("shop_id = @shop AND n = @n", parameters))
        {
            Action = new SqlRuleAction("SET n = @n", parameters)
        };

        var read = RuleXml.Read(name: null, RuleXml.Write(rule));

        var filter = Assert.IsType<SqlFilter>(read.Filter);
        Assert.Equal(("r", "shop_id = @shop AND n = @n", "SET n = @n"), (read.Name, filter.Expression, read.Action?.Expression));
        Assert.Equal(parameters, filter.Parameters);
        Assert.Equal(parameters, read.Action?.Parameters);
        Assert.True(filter.Matches(Sample.Message("m", null, ("shop_id", "dev"), ("n", 5)).Arriving()));
    }

    [Fact]
    public void Rule_without_action_is_written_with_an_empty_action()
    {
        var xml = RuleXml.Write(SubscriptionRule.Default);

        Assert.Contains(xml.Element(Namespace + "Action")!.Attributes(), type => type.Value == "EmptyRuleAction");
        Assert.Null(RuleXml.Read(name: null, xml).Action);
    }

    [Fact]
    public void Nil_field_or_property_is_null_and_empty_is_not()
    {
        var filter = new CorrelationFilter { Label = "", Properties = Sample.Message("m", null, ("null", null), ("empty", "")).Properties };
        var xml = RuleXml.Write(new SubscriptionRule("r", filter));
        var nil = new XAttribute(DescriptionFields.InstanceNamespace + "nil", "true");
        xml.Element(Namespace + "Filter")!.Add(new XElement(Namespace + "To", nil));

        var read = Assert.IsType<CorrelationFilter>(RuleXml.Read(name: null, xml).Filter);

        Assert.Equal((null, ""), (read.To, read.Label));
        Assert.Equal(filter.Properties, read.Properties);
    }

    [Theory]
    [InlineData("n = ", "SET n = 1", "SQL filter")]
    [InlineData("n = 1", "SET n = @p", "no value for the parameter '@p'")]
    public void Invalid_rule_is_refused_with_the_reason(string filter, string action, string expected)
    {
        var xml = RuleXml.Write(new SubscriptionRule("r", new SqlFilter("1 = 1")) { Action = new SqlRuleAction("REMOVE n") });
        xml.Element(Namespace + "Filter")!.SetElementValue(Namespace + "SqlExpression", filter);
        xml.Element(Namespace + "Action")!.SetElementValue(Namespace + "SqlExpression", action);

        Assert.Contains(expected, Assert.Throws<EntityException>(() => RuleXml.Read(name: null, xml)).Message, StringComparison.Ordinal);
    }
}
