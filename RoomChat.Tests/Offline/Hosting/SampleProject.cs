using Aspire.Hosting;

namespace RoomChat.Tests.Offline.Hosting;

/// <summary>Metadata of a project that is described but never started.</summary>
internal sealed class SampleProject : IProjectMetadata
{
    public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Sample", "Sample.csproj");

    public LaunchSettings LaunchSettings => new()
    {
        Profiles =
        {
            ["docker"] = new LaunchProfile { CommandName = "Docker", ApplicationUrl = "http://localhost:1" },
            ["http"] = new LaunchProfile
            {
                CommandName = "Project",
                ApplicationUrl = "http://localhost:8080",
                EnvironmentVariables = { ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["SAMPLE"] = "from the profile" },
            },
        },
    };
}
