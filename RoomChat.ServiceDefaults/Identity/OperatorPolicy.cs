using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Decides which callers are operators: users who signed in with the operator's role, and keys marked for operators in the settings. The
/// gateway and the services behind it use the same policy. Guests and callers with a bearer token are never operators, even if
/// <see cref="Caller.IsOperator"/> is set.
/// </summary>
public static class OperatorPolicy
{
    /// <summary>The answer to all other callers: 403.</summary>
    public static ProblemHttpResult Refusal { get; } =
        TypedResults.Problem("This is for operators only.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Whether the caller is an operator.</summary>
    public static bool Allows(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller is { IsOperator: true, Via: null, Kind: CallerKind.User or CallerKind.Key };
    }
}
