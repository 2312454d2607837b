using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace RoomChat.ServiceDefaults.Telemetry;

/// <summary>
/// Removes the values in query strings before a span leaves the process, because the subscription key may be one of them. The
/// instrumentations do so by default. This also works for other sources, and if a variable turned the default off
/// (<c>OTEL_DOTNET_EXPERIMENTAL_*_DISABLE_URL_QUERY_REDACTION</c>).
/// </summary>
internal sealed partial class QueryRedaction : BaseProcessor<Activity>
{
    private static readonly string[] UrlTags = ["url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem("url.query") is string query) data.SetTag("url.query", Redact(query));
        foreach (var tag in UrlTags)
        {
            if (data.GetTagItem(tag) is string url && url.IndexOf('?', StringComparison.Ordinal) is > 0 and var start)
            {
                data.SetTag(tag, url[..start] + Redact(url[start..]));
            }
        }
    }

    private static string Redact(string query) => QueryValue().Replace(query, "=Redacted");

    [GeneratedRegex("=[^&#]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QueryValue();
}
