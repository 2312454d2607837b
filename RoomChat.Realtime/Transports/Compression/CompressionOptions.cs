using System.ComponentModel.DataAnnotations;
using System.IO.Compression;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>Settings under <c>Realtime:Compression</c>.</summary>
internal sealed class CompressionOptions
{
    /// <summary>Whether clients of <c>/ws</c> may use permessage-deflate.</summary>
    public bool Enabled { get; set; }

    /// <summary>Smaller frames are not compressed, in bytes of JSON.</summary>
    [Range(1, 65_536)]
    public int MinBytes { get; set; } = 128;

    /// <summary>Compression level: processor time against size.</summary>
    [EnumDataType(typeof(CompressionLevel))]
    public CompressionLevel Level { get; set; } = CompressionLevel.Fastest;
}
