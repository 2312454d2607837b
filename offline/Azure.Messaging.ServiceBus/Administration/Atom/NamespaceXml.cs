namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Namespaces as <c>NamespaceInfo</c>.</summary>
internal static class NamespaceXml
{
    public const string Name = "NamespaceInfo";

    public static NamespaceProperties Read(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        return new()
        {
            Alias = fields.Text("Alias"),
            CreatedTime = fields.Time("CreatedTime"),
            MessagingSku = new(fields.Text("MessagingSKU") ?? ""),
            MessagingUnits = (int)fields.Number("MessagingUnits"),
            ModifiedTime = fields.Time("ModifiedTime"),
            Name = fields.Text("Name") ?? entry.Title,
        };
    }
}
