namespace RoomChat.Realtime.Connections;

/// <summary>Snapshot of a <see cref="MemberList"/>, without connections that left since.</summary>
internal readonly record struct Members(Connection?[] Slots, int Used)
{
    /// <summary>A single connection.</summary>
    public static Members Only(Connection connection) => new([connection], 1);

    /// <summary>Number of connections. Counts each time: for traces, not for every message.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            foreach (ref var slot in Slots.AsSpan(0, Used))
            {
                if (Volatile.Read(ref slot) is not null) count++;
            }
            return count;
        }
    }

    /// <summary>Sends to all of them. Returns their number.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="failed">Called for each failed send. The others still get the frames.</param>
    public int Send(OutboundFrame frames, Action<Connection, Exception> failed)
    {
        var count = 0;
        foreach (ref var slot in Slots.AsSpan(0, Used))
        {
            if (Volatile.Read(ref slot) is not { } connection) continue;
            try
            {
                connection.Send(frames);
                count++;
            }
            catch (Exception e)
            {
                failed(connection, e);
            }
        }
        return count;
    }
}
