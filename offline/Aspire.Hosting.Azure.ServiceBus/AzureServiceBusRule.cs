using static Aspire.Hosting.Azure.EntityProperties;

namespace Aspire.Hosting.Azure;

/// <summary>A rule of a subscription.</summary>
public class AzureServiceBusRule(string name)
{
    /// <summary>Name of the rule.</summary>
    public string Name { get; set => field = NotEmpty(value); } = NotEmpty(name);

    /// <summary>Required values of a message, for the filter type <see cref="AzureServiceBusFilterType.CorrelationFilter"/>.</summary>
    public AzureServiceBusCorrelationFilter CorrelationFilter { get; set; } = new();

    /// <summary>Kind of the filter.</summary>
    public AzureServiceBusFilterType FilterType { get; set; } = AzureServiceBusFilterType.CorrelationFilter;
}
