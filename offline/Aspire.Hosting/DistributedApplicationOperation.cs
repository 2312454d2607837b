namespace Aspire.Hosting;

/// <summary>What is done with the application model.</summary>
public enum DistributedApplicationOperation
{
    Run = 0,
    Publish = 1,
}
