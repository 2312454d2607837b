namespace RoomChat.AppHost.LocalRun;

/// <summary>Marks a resource that is stopped before all others, because its clients are told to reconnect through those others.</summary>
internal sealed class StopsFirstAnnotation : IResourceAnnotation;
