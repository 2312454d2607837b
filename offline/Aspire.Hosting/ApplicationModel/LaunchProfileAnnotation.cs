namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which profile of launchSettings.json a project starts with.</summary>
public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    public string LaunchProfileName { get; } = launchProfileName;
}
