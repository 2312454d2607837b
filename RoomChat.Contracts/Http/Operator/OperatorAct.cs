namespace RoomChat.Contracts.Http.Operator;

/// <summary>What an operator did.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
/// <param name="Action">What, as <c>drain</c>.</param>
/// <param name="Target">To what; null for everyone.</param>
/// <param name="Detail">More about it.</param>
public sealed record OperatorAct(DateTimeOffset At, ChatUser By, string Action, string? Target = null, string? Detail = null);
