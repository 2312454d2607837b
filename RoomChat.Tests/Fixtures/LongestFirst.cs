using RoomChat.Tests.Realtime.Routing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace RoomChat.Tests.Fixtures;

/// <summary>Starts the collections that take longest first, so that the other collections run beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest = [WholeSystem.Name, StartedAppHost.Name, RoutingBacking.Name];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static collection =>
            Array.IndexOf(Longest, collection.TestCollectionDisplayName) is >= 0 and var place ? place : Longest.Length)];
}
