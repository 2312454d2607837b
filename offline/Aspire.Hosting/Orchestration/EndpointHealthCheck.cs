using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Every replica of the endpoint answers a GET with the expected status.</summary>
internal sealed class EndpointHealthCheck(IHttpClientFactory clients, EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    internal const string ClientName = "Aspire.Hosting.Health";

    /// <summary>What does not answer within this is as good as gone.</summary>
    internal static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Longest answer that is quoted, in characters.</summary>
    private const int LongestQuote = 200;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var client = clients.CreateClient(ClientName);
        foreach (var replica in endpoint.EndpointAnnotation.Replicas)
        {
            var url = new Uri(new Uri(replica.UriString), path);
            try
            {
                using var answer = await client.GetAsync(url, cancellationToken).ConfigureAwait(false);
                if ((int)answer.StatusCode == statusCode) continue;
                var body = await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
                return HealthCheckResult.Unhealthy(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{url} answered {(int)answer.StatusCode}, not {statusCode}: {body[..Math.Min(body.Length, LongestQuote)]}"));
            }
            catch (HttpRequestException refused)
            {
                return HealthCheckResult.Unhealthy($"{url} does not answer: {refused.Message}", refused);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                return HealthCheckResult.Unhealthy($"{url} does not answer within {Timeout.TotalSeconds:F0} s.", late);
            }
        }

        return HealthCheckResult.Healthy();
    }
}
