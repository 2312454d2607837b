using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RoomChat.ServiceDefaults.Identity.Tickets;

/// <summary>Source-generated JSON of <see cref="Ticket"/>. Use <see cref="Sealed"/>: its encoder does not escape non-ASCII text.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Ticket))]
internal sealed partial class TicketJsonContext : JsonSerializerContext
{
    internal static TicketJsonContext Sealed => Relaxed.Context;

    // A nested type, because the order of static initialisers over the parts of a partial class is not defined.
    private static class Relaxed
    {
        internal static readonly TicketJsonContext Context =
            new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
