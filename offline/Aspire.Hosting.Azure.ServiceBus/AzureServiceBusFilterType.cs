namespace Aspire.Hosting.Azure;

/// <summary>Kind of a rule's filter.</summary>
public enum AzureServiceBusFilterType
{
    /// <summary>A condition in SQL.</summary>
    SqlFilter,
    /// <summary>Values that a message must have.</summary>
    CorrelationFilter,
}
