namespace RoomChat.Messaging.RoomLog;

/// <summary>Plain channels: any server brings them, also on a cluster, whose nodes tell one another. They are spread over so many connections.</summary>
internal sealed class AnyServer(int readers) : IChannelPlaces
{
    public bool AreSharded => false;

    public int SlotOf(string channel) => (int)((uint)StringComparer.Ordinal.GetHashCode(channel) % readers);

    public ChannelPlace PlaceOf(int slot) => new(Node: null, slot);

    public bool TryLearn(ReadOnlySpan<byte> refusal, ChannelPlace refusing, out int slot)
    {
        slot = 0;
        return false;
    }

    public void Refresh(ChannelPlace broken) { }
}
