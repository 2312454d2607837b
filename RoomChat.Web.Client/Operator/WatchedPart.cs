using System.Net;
using RoomChat.Client;

namespace RoomChat.Web.Client.Operator;

/// <summary>One part of the console: what was last read, and why it is not newer.</summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class WatchedPart<T> where T : class
{
    /// <summary>What was last read; null before the first time.</summary>
    public T? Value { get; private set; }

    /// <summary>Why the last read failed; null when it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the user may not read it, any more or at all.</summary>
    public bool IsForbidden { get; private set; }

    /// <summary>Reads it. What was read before stays when that fails.</summary>
    public async Task ReadAsync(Func<Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            (Value, Problem) = (await read(), null);
        }
        catch (RoomChatException e)
        {
            Problem = e.Message;
            IsForbidden = e.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
        }
    }
}
