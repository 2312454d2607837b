namespace RoomChat.AppHost;

/// <summary>Connection strings of Service Bus for the services.</summary>
/// <param name="Bus">For messages.</param>
/// <param name="Administration">
/// For topics and subscriptions, if that is another port, as with an emulator. Null if one address serves both.
/// </param>
internal sealed record MessagingResources(
    IResourceBuilder<IResourceWithConnectionString> Bus, IResourceBuilder<IResourceWithConnectionString>? Administration);
