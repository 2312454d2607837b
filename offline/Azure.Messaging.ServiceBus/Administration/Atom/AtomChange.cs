using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>How an entity is to be.</summary>
/// <param name="Description">All its settings.</param>
/// <param name="IsUpdate">Whether it exists already.</param>
/// <param name="ForwardTo">The entity it forwards to.</param>
/// <param name="ForwardDeadLettersTo">The entity that gets its dead letters.</param>
internal sealed record AtomChange(XElement Description, bool IsUpdate, string? ForwardTo = null, string? ForwardDeadLettersTo = null);
