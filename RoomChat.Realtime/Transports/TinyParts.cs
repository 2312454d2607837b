namespace RoomChat.Realtime.Transports;

/// <summary>Parts of a frame that no network makes: they cost as much as whole frames, and are held back as such.</summary>
internal static class TinyParts
{
    /// <summary>A part of fewer bytes that is not a message's last.</summary>
    public const int Bytes = 64;
}
