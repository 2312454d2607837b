namespace RoomChat.Tests.Fixtures;

/// <summary>Tests that share the whole system. They run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class WholeSystem : ICollectionFixture<ChatSystem>, ICollectionFixture<ChatBrowser>
{
    internal const string Name = "EndToEnd";
}
