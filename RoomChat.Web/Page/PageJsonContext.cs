using System.Text.Json.Serialization;

namespace RoomChat.Web.Page;

[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PageJsonContext : JsonSerializerContext;
