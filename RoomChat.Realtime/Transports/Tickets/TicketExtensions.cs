using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;

namespace RoomChat.Realtime.Transports.Tickets;

/// <summary>The door for clients that come past the gateway.</summary>
internal static class TicketExtensions
{
    private const string Negotiation = "/hub/negotiate";

    // As long as Chromium keeps one at most.
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromHours(2);

    /// <summary>
    /// Takes tickets, and answers browsers that ask whether a page may negotiate here, where it is not at home. Call it before the
    /// signature is asked for.
    /// </summary>
    public static void UseTickets(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value.AllowedOrigins;
        app.UseWhen(
            static context => IsNegotiation(context.Request),
            branch => branch.UseCors(policy => policy
                // What a page sends here is good by its ticket, which names the page's origin; no cookie counts.
                .SetIsOriginAllowed(origin => Admission.IsAllowed(origin, origins))
                .WithMethods(HttpMethods.Post)
                .AllowAnyHeader()
                .AllowCredentials()
                .SetPreflightMaxAge(AnswerIsGoodFor)));
        app.UseMiddleware<TicketCheck>();
    }

    /// <summary>Whether a client of the hub asks how to connect.</summary>
    internal static bool IsNegotiation(HttpRequest request) => request.Path.Equals(Negotiation, StringComparison.OrdinalIgnoreCase);
}
