namespace RoomChat.Tests.Fixtures;

/// <summary>What the tests need of a span.</summary>
/// <param name="Service">The resource that made it.</param>
/// <param name="TraceId">Its trace, 32 hexadecimal digits.</param>
/// <param name="Name">What was done.</param>
/// <param name="Tags">Its attributes that are texts or whole numbers, as text.</param>
internal sealed record ReceivedSpan(string Service, string TraceId, string Name, IReadOnlyDictionary<string, string> Tags);
