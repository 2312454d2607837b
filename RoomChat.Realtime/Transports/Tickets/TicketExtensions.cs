namespace RoomChat.Realtime.Transports.Tickets;

/// <summary>The door for clients that come past the gateway.</summary>
internal static class TicketExtensions
{
    private const string Negotiation = "/hub/negotiate";

    // As long as Chromium keeps one at most.
    private static readonly TimeSpan AnswerIsGoodFor = TimeSpan.FromHours(2);

    /// <summary>
    /// Takes tickets, and answers browsers that ask whether a page may negotiate here, where it is not at home. Call it before the signature
    /// is asked for.
    /// </summary>
    public static void UseTickets(this WebApplication app)
    {
        var origins = app.Configuration.GetSection("Realtime:Connections:AllowedOrigins").Get<string[]>() ?? [];
        app.UseWhen(
            static context => context.Request.Path.Equals(Negotiation, StringComparison.OrdinalIgnoreCase),
            branch => branch.UseCors(policy => policy
                // What a page sends here is good by its ticket, which names the page's origin; no cookie counts.
                .SetIsOriginAllowed(origin => origins.Length == 0 || origins.Contains(origin, StringComparer.OrdinalIgnoreCase))
                .WithMethods(HttpMethods.Post)
                .AllowAnyHeader()
                .AllowCredentials()
                .SetPreflightMaxAge(AnswerIsGoodFor)));
        app.UseMiddleware<TicketCheck>();
    }
}
