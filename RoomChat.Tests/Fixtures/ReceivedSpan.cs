namespace RoomChat.Tests.Fixtures;

/// <summary>What the tests need of a span.</summary>
internal sealed record ReceivedSpan(string Service, string TraceId, string Name);
