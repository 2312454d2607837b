using Microsoft.Net.Http.Headers;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.Web.SubscriptionKeys;

/// <summary>
/// The answers of Azure API Management, word for word, so that a client cannot tell the difference.
/// Source: https://learn.microsoft.com/azure/api-management/api-management-subscriptions and the rate-limit policy.
/// </summary>
internal static class GatewayErrors
{
    public static Task WriteMissingKeyAsync(HttpContext context) => WriteUnauthorizedAsync(context,
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.");

    public static Task WriteInvalidKeyAsync(HttpContext context) => WriteUnauthorizedAsync(context,
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.");

    public static Task WriteQuotaUsedUpAsync(HttpContext context, TimeSpan retryAfter)
    {
        var seconds = TryLater.SetRetryAfter(context, retryAfter);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, $"Rate limit is exceeded. Try again in {seconds} seconds.");
    }

    private static Task WriteUnauthorizedAsync(HttpContext context, string message)
    {
        var realm = $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}{context.Request.Path.ToUriComponent()}";
        context.Response.Headers[HeaderNames.WWWAuthenticate] =
            $"AzureApiManagementKey realm=\"{realm}\",name=\"{SubscriptionKeyIntake.Header}\",type=\"header\"";
        return WriteAsync(context, StatusCodes.Status401Unauthorized, message);
    }

    // Not through a serializer, which would leave out the blanks. No text here has a character that JSON would escape.
    private static Task WriteAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync($$"""{ "statusCode": {{status}}, "message": "{{message}}" }""", context.RequestAborted);
    }
}
