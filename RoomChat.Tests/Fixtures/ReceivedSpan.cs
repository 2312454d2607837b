namespace RoomChat.Tests.Fixtures;

/// <summary>The parts of a span that the tests use.</summary>
/// <param name="Service">The service that made the span.</param>
/// <param name="TraceId">The trace id, 32 hexadecimal digits.</param>
/// <param name="Name">The name of the operation.</param>
/// <param name="Tags">The attributes that are strings or integers, as text.</param>
internal sealed record ReceivedSpan(string Service, string TraceId, string Name, IReadOnlyDictionary<string, string> Tags);
