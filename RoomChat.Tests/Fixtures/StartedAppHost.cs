namespace RoomChat.Tests.Fixtures;

/// <summary>Tests that start the AppHost as a developer does. They run one after another: each start is a whole system.</summary>
[CollectionDefinition(Name)]
public sealed class StartedAppHost : ICollectionFixture<ChatBrowser>
{
    internal const string Name = "Started AppHost";
}
