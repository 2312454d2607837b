namespace RoomChat.Contracts.Http.Operator;

/// <summary>What the living instances have refused since they started.</summary>
/// <param name="SlowConsumers">Connections closed because they read too slowly.</param>
/// <param name="Refused">Requests and actions by reason.</param>
public sealed record RefusalListing(long SlowConsumers, IReadOnlyDictionary<string, long> Refused);
