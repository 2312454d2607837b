namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /session/ways</c>: how a user of the page can begin a session.</summary>
/// <param name="SignIn">Whether users can sign in at an identity provider: a link to <c>/session/sign-in</c>.</param>
/// <param name="Guests">Whether users can come as guests, by choosing a name.</param>
public sealed record SessionWays(bool SignIn, bool Guests);
