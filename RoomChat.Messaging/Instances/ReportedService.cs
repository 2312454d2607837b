namespace RoomChat.Messaging.Instances;

/// <summary>Which service the instance of this process is one of.</summary>
/// <param name="Name">Its name, as <c>realtime</c>.</param>
internal sealed record ReportedService(string Name);
