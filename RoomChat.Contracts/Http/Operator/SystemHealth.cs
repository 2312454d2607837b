namespace RoomChat.Contracts.Http.Operator;

/// <summary>The health of the whole system.</summary>
/// <param name="Status">The worst status of all parts: <c>Healthy</c>, <c>Degraded</c>, <c>Unhealthy</c>.</param>
/// <param name="Instances">Each instance's parts.</param>
public sealed record SystemHealth(string Status, IReadOnlyList<InstanceHealth> Instances);
