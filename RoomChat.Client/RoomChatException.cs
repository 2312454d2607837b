using System.Net;

namespace RoomChat.Client;

/// <summary>The chat server refused a request or could not be reached.</summary>
public sealed class RoomChatException : Exception
{
    /// <summary>An error without further details.</summary>
    public RoomChatException() { }

    /// <summary>An error with a text for users.</summary>
    public RoomChatException(string message) : base(message) { }

    /// <summary>An error with its cause.</summary>
    public RoomChatException(string message, Exception? innerException) : base(message, innerException) { }

    /// <summary>The code of an <c>error</c> frame (<see cref="Contracts.ErrorCode"/>), or the reason of a
    /// forced leave (<see cref="Contracts.RoomLeftReason"/>); null for other errors.</summary>
    public string? Code { get; init; }

    /// <summary>The HTTP status of a refusal; null for other errors.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool MayRetry { get; init; }
}
