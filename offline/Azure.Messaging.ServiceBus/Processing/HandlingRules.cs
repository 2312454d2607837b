namespace Azure.Messaging.ServiceBus.Processing;

/// <summary>What a processor does around its handler.</summary>
/// <param name="PeekLock">Whether messages are locked until settled.</param>
/// <param name="AutoComplete">Whether a message that the handler has not settled is completed after it.</param>
/// <param name="RenewLocksFor">For how long locks are renewed.</param>
internal sealed record HandlingRules(bool PeekLock, bool AutoComplete, TimeSpan RenewLocksFor);
