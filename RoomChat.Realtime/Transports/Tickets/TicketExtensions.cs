using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.Tickets;

/// <summary>Admission of clients that bypass the gateway.</summary>
internal static class TicketExtensions
{
    private const string Negotiation = "/hub/negotiate";

    // Chromium's upper limit.
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromHours(2);

    /// <summary>
    /// Checks tickets, and answers CORS requests of pages that negotiate here from another origin. Call it before the check of the
    /// signature.
    /// </summary>
    public static void UseTickets(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value.AllowedOrigins;
        app.UseWhen(
            static context => IsNegotiation(context.Request),
            branch => branch.UseCors(policy => policy
                // A page's request is valid by its ticket, which contains the page's origin. Cookies are ignored.
                .SetIsOriginAllowed(origin => Admission.IsAllowed(origin, origins))
                .WithMethods(HttpMethods.Post)
                .AllowAnyHeader()
                .AllowCredentials()
                .SetPreflightMaxAge(AnswerIsGoodFor)));
        app.UseMiddleware<TicketCheck>();
    }

    /// <summary>Whether the request is a negotiation of the hub.</summary>
    internal static bool IsNegotiation(HttpRequest request) => request.Path.Equals(Negotiation, StringComparison.OrdinalIgnoreCase);
}
