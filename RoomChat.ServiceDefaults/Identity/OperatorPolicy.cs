using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>
/// Who may use what is for operators: a user who has signed in with the operator's role, or a key whose settings say so. The gateway and
/// the services behind it both ask here. Guests and callers with a bearer token are never operators, whatever their fields say.
/// </summary>
public static class OperatorPolicy
{
    /// <summary>The answer to all others: 403, whatever they asked for.</summary>
    public static ProblemHttpResult Refusal { get; } =
        TypedResults.Problem("This is for operators only.", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>Whether a caller may.</summary>
    public static bool Allows(Caller caller)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return caller is { IsOperator: true, Via: null, Kind: CallerKind.User or CallerKind.Key };
    }
}
