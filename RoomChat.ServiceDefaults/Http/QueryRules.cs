using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Refuses a query string with an unknown parameter, or with a repeated one. If it were ignored, the sender would not notice: a message
/// with a misspelt <c>room_id</c> would go to everyone.
/// </summary>
public static class QueryRules
{
    // The gateway removes this parameter. Clients that call a service without the gateway may still send it.
    private const string GatewaysKey = "subscription-key";

    /// <summary>Makes an address refuse unknown parameters, with 400 and Problem Details that name each of them.</summary>
    /// <param name="route">The address.</param>
    /// <param name="names">Names of its parameters; case does not matter.</param>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params string[] names) =>
        route.AddEndpointFilter(async (context, next) => Refuse(context.HttpContext.Request.Query, names) ?? await next(context));

    private static ValidationProblem? Refuse(IQueryCollection query, string[] names)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (name.Equals(GatewaysKey, StringComparison.OrdinalIgnoreCase)) continue;
            if (names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } parameter)
                errors[Shorten(name)] = [TextOfUnknown(names)];
            else if (values.Count > 1)
                errors[parameter] = ["This parameter is given once."];
        }
        return errors.Count == 0 ? null : TypedResults.ValidationProblem(errors);
    }

    private static string TextOfUnknown(string[] names) =>
        names.Length == 0
            ? "There is no such parameter: this address has none."
            : $"There is no such parameter. Those of this address are {string.Join(", ", names)}.";

    private static string Shorten(string name) => name.Length <= 64 ? name : $"{name.AsSpan(0, 63)}…";
}
