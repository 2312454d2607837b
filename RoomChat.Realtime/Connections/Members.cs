namespace RoomChat.Realtime.Connections;

/// <summary>Who is in a <see cref="MemberList"/> at a moment, less those who left since.</summary>
internal readonly record struct Members(Connection?[] Slots, int Used)
{
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
    public int Send(OutboundFrame frames)
    {
        var count = 0;
        foreach (ref var slot in Slots.AsSpan(0, Used))
        {
            if (Volatile.Read(ref slot) is not { } connection) continue;
            connection.Send(frames);
            count++;
        }
        return count;
    }
}
