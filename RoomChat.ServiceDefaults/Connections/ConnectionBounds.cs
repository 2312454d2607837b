using System.ComponentModel.DataAnnotations;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>Limits for the connections of a service. Settings under <c>Connections</c>.</summary>
public sealed class ConnectionBounds
{
    /// <summary>Name of the settings' section.</summary>
    public const string Section = "Connections";

    /// <summary>Maximum of open connections; further ones are closed at once. 0: as many as the process has descriptors for.</summary>
    [Range(0, 1_000_000)]
    public int Max { get; set; }

    /// <summary>
    /// Descriptors (files and sockets) that connections may not use. The process itself and its connections to other services need them.
    /// </summary>
    [Range(64, 100_000)]
    public int ReservedDescriptors { get; set; } = 256;

    /// <summary>Time limit for the whole first request of a connection, without its body; TLS included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan FirstRequestTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
