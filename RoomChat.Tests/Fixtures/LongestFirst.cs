using RoomChat.Tests.Realtime.Routing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace RoomChat.Tests.Fixtures;

/// <summary>Begins with the collections that take longest, so that the others run beside them and not before them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [WholeSystem.Name, StartedAppHost.Name, RoutingBacking.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static collection => Array.IndexOf(Longest, collection.TestCollectionDisplayName) is >= 0 and var place ? place : Longest.Length)];
}
