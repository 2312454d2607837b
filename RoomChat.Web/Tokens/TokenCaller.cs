using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.Tokens;

/// <summary>The caller of the token that a request came with, among the request's features once the token was found good.</summary>
internal sealed record TokenCaller(Caller Caller);
