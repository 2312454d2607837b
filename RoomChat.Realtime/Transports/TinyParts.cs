namespace RoomChat.Realtime.Transports;

/// <summary>Parts of a frame smaller than any network makes. Each costs as much as a frame, and is limited like one.</summary>
internal static class TinyParts
{
    /// <summary>Size limit of a tiny part. A message's last part is never tiny.</summary>
    public const int Bytes = 64;
}
