using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace RoomChat.ServiceDefaults.Identity;

/// <summary>Reads and writes the <see cref="Caller"/> of a request.</summary>
public static class CallerExtensions
{
    /// <summary>The caller that the gateway vouched for, or <see cref="Caller.Anonymous"/>.</summary>
    public static Caller GetCaller(this HttpContext context)
    {
        var headers = context.Request.Headers;
        return headers[Caller.IdHeader] is [{ Length: > 0 } id] && headers[Caller.NameHeader] is [{ Length: > 0 } name]
            ? new Caller(id, Uri.UnescapeDataString(name)) { Address = headers[Caller.AddressHeader] is [{ Length: > 0 } address] ? address : null }
            : Caller.Anonymous;
    }

    /// <summary>Puts the caller into the headers of a request that came, in place of all about a caller that it came with.</summary>
    public static void SetCaller(this HttpRequest request, Caller caller)
    {
        var headers = request.Headers;
        headers[Caller.IdHeader] = caller.Id;
        headers[Caller.NameHeader] = Uri.EscapeDataString(caller.Name);
        headers[Caller.AddressHeader] = caller.Address is null ? default : new StringValues(caller.Address);
    }

    /// <summary>Puts the caller into the headers of a request to a service behind the gateway, in place of any that came from outside.</summary>
    public static void SetCaller(this HttpRequestMessage request, Caller caller)
    {
        request.Headers.Remove(Caller.IdHeader);
        request.Headers.Remove(Caller.NameHeader);
        request.Headers.Remove(Caller.AddressHeader);
        request.Headers.TryAddWithoutValidation(Caller.IdHeader, caller.Id);
        request.Headers.TryAddWithoutValidation(Caller.NameHeader, Uri.EscapeDataString(caller.Name));
        if (caller.Address is { } address) request.Headers.TryAddWithoutValidation(Caller.AddressHeader, address);
    }
}
