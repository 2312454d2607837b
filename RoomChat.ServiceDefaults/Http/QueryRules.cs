using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Http;

/// <summary>
/// Refuses a query string with a parameter that an address does not have, or has once and gets twice. What is left out silently is what somebody meant: a message
/// whose <c>room_id</c> is misspelt would go to everyone.
/// </summary>
public static class QueryRules
{
    // The gateway takes it out; whoever calls without one may send it all the same.
    private const string GatewaysKey = "subscription-key";

    /// <summary>Makes an address refuse what it does not know, with 400 and Problem Details that name each parameter.</summary>
    /// <param name="route">The address.</param>
    /// <param name="names">Names of its parameters, in any case.</param>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params string[] names) =>
        route.AddEndpointFilter(async (context, next) => Refuse(context.HttpContext.Request.Query, names) ?? await next(context));

    private static ValidationProblem? Refuse(IQueryCollection query, string[] names)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (name.Equals(GatewaysKey, StringComparison.OrdinalIgnoreCase)) continue;
            if (names.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } parameter) errors[Shorten(name)] = [TextOfUnknown(names)];
            else if (values.Count > 1) errors[parameter] = ["This parameter is given once."];
        }
        return errors.Count == 0 ? null : TypedResults.ValidationProblem(errors);
    }

    private static string TextOfUnknown(string[] names) =>
        names.Length == 0 ? "There is no such parameter: this address has none." : $"There is no such parameter. Those of this address are {string.Join(", ", names)}.";

    private static string Shorten(string name) => name.Length <= 64 ? name : $"{name.AsSpan(0, 63)}…";
}
