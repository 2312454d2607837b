using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>One description, as the service gives it.</summary>
/// <param name="Title">The entity's name.</param>
/// <param name="Description">Its settings and state.</param>
internal sealed record AtomEntry(string Title, XElement Description);
