using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.Tokens;

/// <summary>The caller of a request's token. It is a feature of the request once the token was found valid.</summary>
internal sealed record TokenCaller(Caller Caller);
