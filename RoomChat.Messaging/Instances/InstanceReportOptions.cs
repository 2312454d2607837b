using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.Instances;

/// <summary>Settings under <c>Instances</c>: what instances report for the operator's console.</summary>
public sealed class InstanceReportOptions
{
    /// <summary>Whether they report at all.</summary>
    public bool Report { get; set; } = true;

    /// <summary>How often an instance looks whether it has something new. One with nothing new reports every third time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance that is silent counts as living.</summary>
    internal TimeSpan Lease => 5 * Every;
}
