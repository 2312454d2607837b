using System.ComponentModel.DataAnnotations;

namespace RoomChat.Messaging.Instances;

/// <summary>Settings under <c>Instances</c>: the reports of instances for the operator's console.</summary>
public sealed class InstanceReportOptions
{
    /// <summary>Whether instances send reports.</summary>
    public bool Report { get; set; } = true;

    /// <summary>The interval of checks for changes. An instance without changes reports at every third check.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The time for which an instance counts as live without a new report.</summary>
    internal TimeSpan Lease => 5 * Every;
}
