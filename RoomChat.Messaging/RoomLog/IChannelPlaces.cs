namespace RoomChat.Messaging.RoomLog;

/// <summary>Knows where each channel is heard. Channels go in slots; all of a slot are heard in one place.</summary>
internal interface IChannelPlaces
{
    /// <summary>Whether the channels are heard by <c>SSUBSCRIBE</c>.</summary>
    bool AreSharded { get; }

    int SlotOf(string channel);

    /// <summary>Where a slot's channels should be heard, as far as is known: a server that knows better says so. Never waits.</summary>
    ChannelPlace PlaceOf(int slot);

    /// <summary>Learns from a server's refusal where a slot is; false when it says something else.</summary>
    bool TryLearn(ReadOnlySpan<byte> refusal, ChannelPlace refusing, out int slot);

    /// <summary>A place cannot be heard any more: finds out whether its slots have moved. Waits for the answer.</summary>
    void Refresh(ChannelPlace broken);
}
