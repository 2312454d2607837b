using System.ComponentModel.DataAnnotations;

namespace RoomChat.Rooms.Settings;

/// <summary>
/// Settings under <c>Rooms</c>. The database is PostgreSQL where <c>ConnectionStrings:rooms</c> is set, else <see cref="Path"/>.
/// </summary>
public sealed class RoomsOptions
{
    /// <summary>File of the SQLite database, for services on one machine; null for none.</summary>
    public string? Path { get; set; }

    /// <summary>Whether there are rooms that no user created: they come with the first join and go with the last leave.</summary>
    public bool AdHoc { get; set; } = true;

    /// <summary>How often an instance looks whether rooms were changed, in case the announcement was lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the database may not answer until no new user comes into a private room.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan OldAfter { get; set; } = TimeSpan.FromSeconds(2);
}
