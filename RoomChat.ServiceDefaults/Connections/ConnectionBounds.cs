using System.ComponentModel.DataAnnotations;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>How many connections a service takes, and how long one may say nothing. Settings under <c>Connections</c>.</summary>
public sealed class ConnectionBounds
{
    /// <summary>Where the settings are.</summary>
    public const string Section = "Connections";

    /// <summary>Connections at once; one more is closed at once. 0 for as many as the process has descriptors for.</summary>
    [Range(0, 1_000_000)]
    public int Max { get; set; }

    /// <summary>
    /// Descriptors (files and sockets) that connections leave to the process itself and to the services that it talks to.
    /// </summary>
    [Range(64, 100_000)]
    public int ReservedDescriptors { get; set; } = 256;

    /// <summary>How long a connection may take until its first request is there whole, without the body; TLS included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FirstRequestTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
