using System.Net;

namespace RoomChat.Client;

/// <summary>The chat server refused something, or could not be reached.</summary>
public sealed class RoomChatException : Exception
{
    /// <summary>An error without further details.</summary>
    public RoomChatException() { }

    /// <summary>An error in words that can be shown to people.</summary>
    public RoomChatException(string message) : base(message) { }

    /// <summary>An error with its cause.</summary>
    public RoomChatException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>The code of an <c>error</c> frame (<see cref="Contracts.ErrorCode"/>), or why the
    /// room was left (<see cref="Contracts.RoomLeftReason"/>); null when it was neither.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status of a refusal; null when it was none.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool MayRetry { get; init; }
}
