namespace RoomChat.Tests.Fixtures;

/// <summary>Tests of the whole system share it, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class WholeSystem : ICollectionFixture<ChatSystem>, ICollectionFixture<ChatBrowser>
{
    internal const string Name = "EndToEnd";
}
