namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>A kind of entity, and how it is read.</summary>
/// <param name="Description">The element that describes it.</param>
/// <param name="Read">Reads an entry.</param>
internal sealed record AtomKind<T>(string Description, Func<AtomEntry, T> Read);
