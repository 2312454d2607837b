using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ApiService.Operator;

/// <summary>Refuses everyone whom the gateway does not call an operator. The gateway has asked the same policy before.</summary>
internal sealed class OperatorOnly : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        OperatorPolicy.Allows(context.HttpContext.GetCaller()) ? await next(context) : OperatorPolicy.Refusal;
}
