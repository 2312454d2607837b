namespace Aspire.Hosting.ApplicationModel;

/// <summary>What is awaited of another resource.</summary>
public enum WaitType
{
    WaitUntilHealthy = 0,
    WaitForCompletion = 1,
    WaitUntilStarted = 2,
}
