using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Messaging.Publishing;

/// <summary>What became of a request to publish. The private constructor closes the family.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome() { }

    /// <summary>The message may be sent, and has taken its part of all limits.</summary>
    /// <param name="Message">The message with its id and time.</param>
    public sealed record Admitted(ChatMessage Message) : PublishOutcome;

    /// <summary>The broker has the message.</summary>
    /// <param name="Answer">What its publisher is told.</param>
    public sealed record Accepted(PublishAccepted Answer) : PublishOutcome;

    /// <summary>The request breaks the rules; nothing was sent.</summary>
    /// <param name="Errors">What is wrong, by field.</param>
    public sealed record Invalid(IReadOnlyDictionary<string, string[]> Errors) : PublishOutcome;

    /// <summary>The sender may not publish this; nothing was sent.</summary>
    /// <param name="Text">For people.</param>
    public sealed record Forbidden(string Text) : PublishOutcome;

    /// <summary>Whether the sender may publish this is not known at the moment; nothing was sent.</summary>
    /// <param name="Text">For people.</param>
    public sealed record Undecided(string Text) : PublishOutcome;

    /// <summary>The sender says too much, or the room gets too many messages; nothing was sent.</summary>
    /// <param name="Text">For people.</param>
    /// <param name="RetryAfterSeconds">When it may be sent again.</param>
    public sealed record TooMany(string Text, long RetryAfterSeconds) : PublishOutcome
    {
        internal static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
    }
}
