namespace RoomChat.Contracts.Http.Operator;

/// <summary>The health of one instance.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Service">Which service it is an instance of.</param>
/// <param name="Parts">The status of each part, by name.</param>
/// <param name="Canary">Its last canary; null for a service that sends none.</param>
public sealed record InstanceHealth(string Id, string Service, IReadOnlyDictionary<string, string> Parts, CanaryResult? Canary = null);
