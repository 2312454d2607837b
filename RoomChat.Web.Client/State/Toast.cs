namespace RoomChat.Web.Client.State;

/// <summary>A short note to the user that disappears by itself.</summary>
/// <param name="Id">Unique number.</param>
/// <param name="Text">The note.</param>
/// <param name="Verb">Label of the button; null for no button.</param>
/// <param name="Act">Action of the button.</param>
public sealed record Toast(int Id, string Text, string? Verb = null, Func<Task>? Act = null);
