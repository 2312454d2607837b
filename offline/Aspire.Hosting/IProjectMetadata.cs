using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project that the AppHost references; the SDK generates one class for each.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>The launch settings; read from the project's Properties folder when null.</summary>
    LaunchSettings? LaunchSettings => null;

    bool SuppressBuild => false;
}
