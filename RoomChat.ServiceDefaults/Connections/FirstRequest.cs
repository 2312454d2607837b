using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Closes a connection without a request in time: it only holds a descriptor, or never finishes its first request.</summary>
internal sealed class FirstRequest(ConnectionContext connection, TimeProvider time, TimeSpan patience)
{
    private readonly long _since = time.GetTimestamp();
    private volatile bool _isThere;

    /// <summary>Records that the connection has sent a request.</summary>
    public static void Note(HttpContext context)
    {
        if (context.Features.Get<FirstRequest>() is { } first) first._isThere = true;
    }

    /// <summary>Called about once a second by the web server.</summary>
    public void Beat()
    {
        if (_isThere || time.GetElapsedTime(_since) < patience) return;
        _isThere = true;
        connection.Abort(new ConnectionAbortedException("The connection asked for nothing in time."));
    }
}
