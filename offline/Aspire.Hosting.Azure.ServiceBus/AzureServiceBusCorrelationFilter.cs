namespace Aspire.Hosting.Azure;

/// <summary>Values that a message must have. A property that is null is not compared.</summary>
public class AzureServiceBusCorrelationFilter
{
    /// <summary>Application properties.</summary>
    public Dictionary<string, object> Properties { get; set; } = [];

    /// <summary>Correlation identifier.</summary>
    public string? CorrelationId { get; set; }
    /// <summary>Message identifier.</summary>
    public string? MessageId { get; set; }
    /// <summary>Address the message is sent to.</summary>
    public string? SendTo { get; set; }
    /// <summary>Address for replies.</summary>
    public string? ReplyTo { get; set; }
    /// <summary>Subject, also called label.</summary>
    public string? Subject { get; set; }
    /// <summary>Session identifier.</summary>
    public string? SessionId { get; set; }
    /// <summary>Session identifier for replies.</summary>
    public string? ReplyToSessionId { get; set; }
    /// <summary>Content type.</summary>
    public string? ContentType { get; set; }
    /// <summary>Whether the rule needs preprocessing.</summary>
    public bool? RequiresPreprocessing { get; set; }
}
