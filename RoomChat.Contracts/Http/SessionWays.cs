namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /session/ways</c>: the ways in which a user of the page can begin a session.</summary>
/// <param name="SignIn">Whether users can sign in at an identity provider, by a link to <c>/session/sign-in</c>.</param>
/// <param name="Guests">Whether users can be guests, by choosing a name.</param>
public sealed record SessionWays(bool SignIn, bool Guests);
