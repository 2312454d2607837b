using System.Net;
using RoomChat.Client;

namespace RoomChat.Web.Client.Operator;

/// <summary>One part of the console: its last value, and the error of the last read.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
public sealed class WatchedPart<T> where T : class
{
    /// <summary>The last value; null before the first read.</summary>
    public T? Value { get; private set; }

    /// <summary>Why the last read failed; null when it succeeded.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the server refuses to let the user read it.</summary>
    public bool IsForbidden { get; private set; }

    /// <summary>Reads the value. On failure the last value stays.</summary>
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
