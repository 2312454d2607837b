using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>A rule that matches a message or fails for it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Failure">Why its filter could not be evaluated; null when it matches.</param>
internal readonly record struct RuleMatch(IndexedRule Rule, SqlEvaluationException? Failure = null);
