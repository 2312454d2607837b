using System.ComponentModel.DataAnnotations;

namespace RoomChat.Rooms.Settings;

/// <summary>
/// Settings under <c>Rooms</c>. The database is PostgreSQL if <c>ConnectionStrings:rooms</c> is set, otherwise <see cref="Path"/>.
/// </summary>
public sealed class RoomsOptions
{
    /// <summary>File of the SQLite database, for services on one machine; null for none.</summary>
    public string? Path { get; set; }

    /// <summary>Whether there are rooms that no user created: they appear with the first join and end with the last leave.</summary>
    public bool AdHoc { get; set; } = true;

    /// <summary>Interval at which an instance looks for changes of rooms, in case an announcement was lost.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After this time without an answer of the database, no new user can join a private room.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan OldAfter { get; set; } = TimeSpan.FromSeconds(2);
}
