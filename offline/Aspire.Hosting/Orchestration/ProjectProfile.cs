using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Which launch profile a project starts with: none, a named one, or the first that starts the project.</summary>
internal sealed record ProjectProfile(string Name, LaunchProfile Profile)
{
    internal static readonly ProjectProfile First = new(string.Empty, new LaunchProfile());
    internal static readonly ProjectProfile None = new(string.Empty, new LaunchProfile());

    internal static ProjectProfile Named(string name) => new(name, new LaunchProfile());

    internal ProjectProfile? Find(IProjectMetadata project)
    {
        if (ReferenceEquals(this, None)) return null;
        var profiles = (project.LaunchSettings ?? Read(project))?.Profiles ?? [];
        if (!ReferenceEquals(this, First))
        {
            return profiles.TryGetValue(Name, out var named)
                ? new ProjectProfile(Name, named)
                : throw new DistributedApplicationException($"The project '{project.ProjectPath}' has no launch profile '{Name}'. It has: {string.Join(", ", profiles.Keys)}");
        }

        var (name, profile) = profiles.FirstOrDefault(p => string.Equals(p.Value.CommandName, "Project", StringComparison.OrdinalIgnoreCase));
        return profile is null ? null : new ProjectProfile(name, profile);
    }

    internal IEnumerable<EndpointAnnotation> Endpoints() =>
        (Profile.ApplicationUrl ?? string.Empty)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(url => new Uri(url))
            .Select(url => new EndpointAnnotation(ProtocolType.Tcp, url.Scheme, name: url.Scheme, port: url.Port == 0 ? null : url.Port) { TargetHost = url.Host });

    internal void CopyEnvironment(Dictionary<string, object> environment)
    {
        foreach (var (name, value) in Profile.EnvironmentVariables) environment[name] = Environment.ExpandEnvironmentVariables(value);
    }

    private static LaunchSettings? Read(IProjectMetadata project)
    {
        var file = Path.Combine(Path.GetDirectoryName(project.ProjectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file), LaunchSettingsJsonContext.Default.LaunchSettings);
        }
        catch (JsonException wrong)
        {
            throw new DistributedApplicationException($"'{file}' is not valid: {wrong.Message}", wrong);
        }
    }
}
