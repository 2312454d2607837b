using RoomChat.Realtime.Routing;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Docs;

/// <summary>What <c>docs/strategies.md</c> shows is what there is.</summary>
public sealed class StrategiesPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "docs", "strategies.md"));

    [Fact]
    public void The_example_is_the_class_as_it_is()
    {
        var source = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "RoomChat.Realtime/Routing/Strategies/ClientSide.cs"));
        var shown = Page.SkipWhile(line => !line.StartsWith("@@ ", StringComparison.Ordinal)).Skip(1).TakeWhile(line => line.StartsWith('+')).Select(line => line[1..]);
        Assert.Equal(source, shown);
    }

    [Fact]
    public void The_line_of_the_example_is_there()
    {
        var line = Assert.Single(Page, line => line.StartsWith("+            ServiceDescriptor", StringComparison.Ordinal))[1..];
        Assert.Contains(line, File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "RoomChat.Realtime/RealtimeBuilderExtensions.cs")));
    }

    [Fact]
    public void Every_member_of_the_interface_has_its_row()
    {
        foreach (var member in typeof(IRoutingStrategy).GetMembers().Select(member => member.Name).Where(name => !name.StartsWith("get_", StringComparison.Ordinal)))
        {
            Assert.Contains(Page, line => line.StartsWith($"| `{member}` |", StringComparison.Ordinal));
        }
    }
}
