namespace RoomChat.Messaging.RoomLog;

/// <summary>Plain channels: any server carries them, also every node of a cluster. They are spread over several connections.</summary>
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
