namespace RoomChat.Realtime.Connections;

/// <summary>Who is in a <see cref="MemberList"/> at a moment, less those who left since.</summary>
internal readonly record struct Members(Connection?[] Slots, int Used)
{
    /// <summary>One alone.</summary>
    public static Members Only(Connection connection) => new([connection], 1);

    /// <summary>How many there are. Counts them: for traces, not for every message.</summary>
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

    /// <summary>Sends to all of them; answers how many there were.</summary>
    /// <param name="frames">What they get.</param>
    /// <param name="failed">Told of each that cannot be sent to, which is no reason not to send to the next.</param>
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
