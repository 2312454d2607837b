namespace RoomChat.Contracts.Http.Operator;

/// <summary>The living instances of all services.</summary>
/// <param name="Instances">Their last reports, by service and start.</param>
public sealed record InstanceListing(IReadOnlyList<InstanceReport> Instances);
