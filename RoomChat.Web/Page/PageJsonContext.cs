using System.Text.Json.Serialization;

namespace RoomChat.Web.Page;

[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
