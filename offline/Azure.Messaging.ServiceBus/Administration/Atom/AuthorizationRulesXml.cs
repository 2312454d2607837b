using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Authorization rules in descriptions.</summary>
internal static class AuthorizationRulesXml
{
    private static readonly XNamespace Xml = AtomXml.ServiceBus;

    public static AuthorizationRules Read(XElement? element)
    {
        var rules = new AuthorizationRules();
        foreach (var rule in element?.Elements(Xml + "AuthorizationRule") ?? [])
        {
            var fields = new DescriptionFields(rule);
            var rights = fields.Element("Rights")?.Elements(Xml + "AccessRights").Select(static right => Enum.Parse<AccessRights>(right.Value)) ?? [];
            rules.Add(SharedAccessAuthorizationRule.FromService(
                fields.Text("KeyName") ?? "", fields.Text("PrimaryKey") ?? "", fields.Text("SecondaryKey") ?? "", [.. rights],
                fields.Time("CreatedTime"), fields.Time("ModifiedTime")));
        }

        return rules;
    }

    public static XElement Write(AuthorizationRules rules) => new(Xml + "AuthorizationRules", rules.OfType<SharedAccessAuthorizationRule>().Select(Write));

    private static XElement Write(SharedAccessAuthorizationRule rule) => new(
        Xml + "AuthorizationRule",
        new XAttribute(AtomXml.Instance + "type", nameof(SharedAccessAuthorizationRule)),
        new XElement(Xml + "ClaimType", rule.ClaimType),
        new XElement(Xml + "ClaimValue", "None"),
        new XElement(Xml + "Rights", rule.Rights.Select(static right => new XElement(Xml + "AccessRights", right))),
        new XElement(Xml + "KeyName", rule.KeyName),
        new XElement(Xml + "PrimaryKey", rule.PrimaryKey),
        new XElement(Xml + "SecondaryKey", rule.SecondaryKey));
}
