namespace RoomChat.Web.Client.Operator;

/// <summary>An action that the operator must confirm.</summary>
/// <param name="Title">Name of the action.</param>
/// <param name="Text">Its consequences.</param>
/// <param name="DoAsync">Runs the action.</param>
public sealed record PendingAct(string Title, string Text, Func<Task> DoAsync);
