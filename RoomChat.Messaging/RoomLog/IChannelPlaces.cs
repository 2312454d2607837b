namespace RoomChat.Messaging.RoomLog;

/// <summary>Maps channels to connections. Each channel has a slot; all channels of a slot use one connection.</summary>
internal interface IChannelPlaces
{
    /// <summary>Whether the channels use <c>SSUBSCRIBE</c>.</summary>
    bool AreSharded { get; }

    int SlotOf(string channel);

    /// <summary>Returns the place of a slot's channels. It may be outdated: the server then corrects it. Never waits.</summary>
    ChannelPlace PlaceOf(int slot);

    /// <summary>Reads the place of a slot from a server's refusal. False for other errors.</summary>
    bool TryLearn(ReadOnlySpan<byte> refusal, ChannelPlace refusing, out int slot);

    /// <summary>A place has failed: reads again which nodes own the slots. Waits for the answer.</summary>
    void Refresh(ChannelPlace broken);
}
