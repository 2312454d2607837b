using System.ComponentModel.DataAnnotations;

namespace RoomChat.Realtime.Routing.Canary;

/// <summary>Settings under <c>Realtime:Canary</c>.</summary>
internal sealed class CanaryOptions
{
    /// <summary>Interval of canaries after the first one has come back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Time limit of a canary.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Limit { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Pause before the next canary while none has come back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan Retry { get; set; } = TimeSpan.FromMilliseconds(250);
}
