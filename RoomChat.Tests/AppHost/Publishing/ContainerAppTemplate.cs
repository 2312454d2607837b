using System.Text.RegularExpressions;
using RoomChat.Tests.Architecture;
using YamlDotNet.RepresentationModel;

namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>A file <c>RoomChat.AppHost/infra/*.tmpl.yaml</c>, with azd's placeholders replaced by samples.</summary>
internal sealed partial class ContainerAppTemplate
{
    private readonly YamlMappingNode _root;

    internal ContainerAppTemplate(string service)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "RoomChat.AppHost", "infra", $"{service}.tmpl.yaml"));
        Placeholders = [.. Placeholder().Matches(text).Select(match => match.Groups["inner"].Value)];
        var yaml = new YamlStream();
        yaml.Load(
            new StringReader(
                Placeholder().Replace(
                    text,
                    match => match.Groups["inner"].Value.StartsWith("targetPort", StringComparison.Ordinal) ? "8080" : "sample")));
        _root = (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    internal IReadOnlyList<string> Placeholders { get; }

    internal YamlMappingNode Root => _root;

    internal YamlMappingNode Container => (YamlMappingNode)At("properties", "template", "containers")[0];

    internal IEnumerable<YamlMappingNode> Environment => ((YamlSequenceNode)Container["env"]).Cast<YamlMappingNode>();

    internal YamlNode At(params string[] path) => path.Aggregate((YamlNode)_root, static (node, name) => node[name]);

    internal int Number(params string[] path) => int.Parse(At(path).ToString(), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Value of an environment variable in the template.</summary>
    internal string? Value(string variable) =>
        Environment.Single(entry => entry["name"].ToString() == variable).Children.TryGetValue("value", out var value)
            ? value.ToString()
            : null;

    [GeneratedRegex(@"\{\{\s*(?<inner>.+?)\s*\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
