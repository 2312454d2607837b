namespace RoomChat.AppHost;

/// <summary>Service Bus as the services see it.</summary>
/// <param name="Bus">For messages.</param>
/// <param name="Administration">For topics and subscriptions, where that is another port: an emulator's. Null where one address serves both.</param>
internal sealed record MessagingResources(
    IResourceBuilder<IResourceWithConnectionString> Bus, IResourceBuilder<IResourceWithConnectionString>? Administration);
