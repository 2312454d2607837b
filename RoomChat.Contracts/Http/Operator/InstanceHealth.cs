namespace RoomChat.Contracts.Http.Operator;

/// <summary>The health of one instance.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Service">Which service it is an instance of.</param>
/// <param name="Canary">Its last canary; null for a service that sends none.</param>
/// <param name="Parts">The status of each part, by name.</param>
public sealed record InstanceHealth(string Id, string Service, CanaryResult? Canary, IReadOnlyDictionary<string, string> Parts);
