namespace RoomChat.Web.Session;

/// <summary>It is not known now whether a session was ended.</summary>
internal sealed class SessionsUnknownException(Exception cause) : Exception("The list of ended sessions cannot be read.", cause);
