using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Messaging.Publishing;

/// <summary>Result of a request to publish. The private constructor prevents other subtypes.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome() { }

    /// <summary>The message may be sent. It is counted in all limits.</summary>
    /// <param name="Message">The message with its id and time.</param>
    public sealed record Admitted(ChatMessage Message) : PublishOutcome;

    /// <summary>The broker has accepted the message.</summary>
    /// <param name="Answer">The answer to the publisher.</param>
    public sealed record Accepted(PublishAccepted Answer) : PublishOutcome;

    /// <summary>The request breaks the rules; nothing was sent.</summary>
    /// <param name="Errors">The errors, by field.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : PublishOutcome;

    /// <summary>The sender may not publish this; nothing was sent.</summary>
    /// <param name="Text">Text for users.</param>
    public sealed record Forbidden(string Text) : PublishOutcome;

    /// <summary>It is unknown at the moment whether the sender may publish this; nothing was sent.</summary>
    /// <param name="Text">Text for users.</param>
    public sealed record Undecided(string Text) : PublishOutcome;

    /// <summary>The sender or the room exceeds a limit; nothing was sent.</summary>
    /// <param name="Text">Text for users.</param>
    /// <param name="RetryAfterSeconds">Wait before a retry, in seconds.</param>
    public sealed record TooMany(string Text, long RetryAfterSeconds) : PublishOutcome
    {
        internal static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
    }
}
