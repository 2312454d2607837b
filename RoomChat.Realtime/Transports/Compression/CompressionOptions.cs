using System.ComponentModel.DataAnnotations;
using System.IO.Compression;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>Settings under <c>Realtime:Compression</c>.</summary>
internal sealed class CompressionOptions
{
    /// <summary>Whether clients of <c>/ws</c> that offer permessage-deflate get it.</summary>
    public bool Enabled { get; set; }

    /// <summary>Shorter frames go as they are, in bytes of JSON.</summary>
    [Range(1, 65_536)]
    public int MinBytes { get; set; } = 128;

    /// <summary>How much processor time may be spent to save bytes.</summary>
    [EnumDataType(typeof(CompressionLevel))]
    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;
}
