using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.Strategies;
using RoomChat.Tests.Architecture;

namespace RoomChat.Tests.Docs;

/// <summary><c>docs/strategies.md</c> matches the code.</summary>
public sealed class StrategiesPageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "docs", "strategies.md"));

    private static string RegistrationLine =>
        Assert.Single(Page, line => line.StartsWith("+            ServiceDescriptor", StringComparison.Ordinal))[1..];

    [Fact]
    public void The_example_links_to_the_class_that_its_line_registers()
    {
        const string Link = "[`ClientSide`](../RoomChat.Realtime/Routing/Strategies/ClientSide.cs)";
        Assert.Contains(Page, line => line.Contains(Link, StringComparison.Ordinal));
        Assert.Contains($"Singleton<IRoutingStrategy, {nameof(ClientSide)}>()", RegistrationLine, StringComparison.Ordinal);
    }

    [Fact]
    public void The_line_of_the_example_is_there()
    {
        var composition = Path.Combine(RepositoryFiles.Root, "RoomChat.Realtime", "RealtimeBuilderExtensions.cs");
        Assert.Contains(RegistrationLine, File.ReadAllLines(composition));
    }

    [Fact]
    public void Every_member_of_the_interface_has_its_row()
    {
        foreach (var member in
            typeof(IRoutingStrategy).GetMembers()
                .Select(member => member.Name)
                .Where(name => !name.StartsWith("get_", StringComparison.Ordinal)))
        {
            Assert.Contains(Page, line => line.StartsWith($"| `{member}` |", StringComparison.Ordinal));
        }
    }
}
