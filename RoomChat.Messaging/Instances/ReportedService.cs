namespace RoomChat.Messaging.Instances;

/// <summary>The service that this process is an instance of.</summary>
/// <param name="Name">The name of the service, such as <c>realtime</c>.</param>
internal sealed record ReportedService(string Name);
