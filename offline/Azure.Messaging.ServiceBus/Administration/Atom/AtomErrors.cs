using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Turns the service's refusals into what the client's users catch. The refusal itself is the inner exception.</summary>
internal static class AtomErrors
{
    // Says that the entity cannot be what is asked; other 403 are about quotas.
    private const string InvalidOperation = "SubCode=40301";

    public static Exception ToException(Request request, Response response)
    {
        var inner = new RequestFailedException(response);
        var text = DetailOf(response) ?? inner.Message;
        return response.Status switch
        {
            400 => new ArgumentException(text, paramName: null, inner),
            401 => new UnauthorizedAccessException(text, inner),
            403 when text.Contains(InvalidOperation, StringComparison.OrdinalIgnoreCase) => new InvalidOperationException(text, inner),
            403 => new ServiceBusException(text, ServiceBusFailureReason.QuotaExceeded, innerException: inner),
            404 => NotFound(text, response),
            // Somebody else is changing the entity.
            409 when request.Method == RequestMethod.Delete || request.Headers.Contains("If-Match") => new ServiceBusException(isTransient: true, text, innerException: inner),
            409 => new ServiceBusException(text, ServiceBusFailureReason.MessagingEntityAlreadyExists, innerException: inner),
            503 => new ServiceBusException(text, ServiceBusFailureReason.ServiceBusy, innerException: inner),
            var status => new ServiceBusException(isTransient: true, $"{text}; response status code: {status}", innerException: inner),
        };
    }

    public static ServiceBusException NotFound(string text, Response response) =>
        new(text, ServiceBusFailureReason.MessagingEntityNotFound, innerException: new RequestFailedException(response));

    // <Error><Code>404</Code><Detail>…</Detail></Error>
    private static string? DetailOf(Response response)
    {
        try
        {
            return XElement.Parse(response.Content.ToString()).Element("Detail")?.Value;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
