namespace RoomChat.Contracts.Http.Operator;

/// <summary>What operators did lately.</summary>
/// <param name="Acts">Newest first.</param>
public sealed record OperatorActListing(IReadOnlyList<OperatorAct> Acts);
