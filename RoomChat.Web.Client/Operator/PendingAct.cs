namespace RoomChat.Web.Client.Operator;

/// <summary>What the operator is asked to confirm.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Text">What comes of it.</param>
/// <param name="DoAsync">Does it.</param>
public sealed record PendingAct(string Title, string Text, Func<Task> DoAsync);
