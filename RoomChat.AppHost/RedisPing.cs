using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.AppHost;

/// <summary>The store answers a PING, as the protocol has it.</summary>
internal sealed class RedisPing(EndpointReference endpoint) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            var stream = client.GetStream();
            await stream.WriteAsync("*1\r\n$4\r\nPING\r\n"u8.ToArray(), cancellationToken);
            var answer = new byte["+PONG\r\n"u8.Length];
            await stream.ReadExactlyAsync(answer, cancellationToken);
            return answer.AsSpan().SequenceEqual("+PONG\r\n"u8)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("It answers, but not as Redis does.");
        }
        catch (Exception refused) when (refused is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy("It does not answer.", refused);
        }
    }
}
