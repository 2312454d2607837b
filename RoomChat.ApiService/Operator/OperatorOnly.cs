using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ApiService.Operator;

/// <summary>Refuses callers that are not operators. The gateway applies the same policy earlier.</summary>
internal sealed class OperatorOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        OperatorPolicy.Allows(context.HttpContext.GetCaller()) ? await next(context) : OperatorPolicy.Refusal;
}
