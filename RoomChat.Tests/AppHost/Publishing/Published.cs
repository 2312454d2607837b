namespace RoomChat.Tests.AppHost.Publishing;

/// <summary>Tests that share one publication, which takes seconds.</summary>
[CollectionDefinition(Name)]
public sealed class Published : ICollectionFixture<PublishedSystem>
{
    internal const string Name = "Published";
}
