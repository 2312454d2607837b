namespace RoomChat.Web.Client.State;

/// <summary>A short note to the user that goes by itself.</summary>
/// <param name="Id">Tells it from others with the same text.</param>
/// <param name="Text">The note.</param>
/// <param name="Verb">What the user can do about it; null for nothing.</param>
/// <param name="Act">Does it.</param>
public sealed record Toast(int Id, string Text, string? Verb = null, Func<Task>? Act = null);
