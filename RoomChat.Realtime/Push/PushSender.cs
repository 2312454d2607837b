using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using RoomChat.Contracts;
using RoomChat.Messaging.Push;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Realtime.Push;

/// <summary>
/// Sends a message to a browser's push service (RFC 8030). The address is untrusted: only public hosts are called, redirects are not
/// followed, and only the status of the answer is read.
/// </summary>
internal sealed partial class PushSender(
    HttpClient http, VapidKey key, IRoomRules rules, TimeProvider time, ILogger<PushSender> logger) : IDisposable
{
    /// <summary>How long a push service tries to reach a browser.</summary>
    private const int KeepSeconds = 24 * 60 * 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly FailureNotice<Exception> _failures = new(time, (count, last) => LogFailed(logger, last, count));

    /// <summary>Makes a handler that calls only public addresses.</summary>
    public static SocketsHttpHandler NewHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        MaxConnectionsPerServer = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        ConnectCallback = ConnectAsync,
        ActivityHeadersPropagator = null,   // no span, which would contain the address, and no trace for others
    };

    public async Task<PushOutcome> SendAsync(PushSubscription to, ChatMessage message, CancellationToken ct)
    {
        if (!PushAddress.IsValid(to.Endpoint) || !PushKeys.TryReadPoint(to.PublicKey, out var browser)) return PushOutcome.Gone;
        if (!PushKeys.TryRead(to.Auth, PushKeys.AuthBytes, out var auth)) return PushOutcome.Gone;
        var endpoint = new Uri(to.Endpoint);
        var note = PushNote.Of(message, rules.Find(message.RoomId)?.Title, to.HidesContent);
        using var content = new ByteArrayContent(PushEncryption.Encrypt(note, browser, auth));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Headers.ContentEncoding.Add("aes128gcm");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorize(endpoint));
        request.Headers.Add("TTL", $"{KeepSeconds}");
        request.Headers.Add("Topic", PushNote.TopicOf(message.RoomId));
        return await SendAsync(request, ct);
    }

    public void Dispose()
    {
        http.Dispose();
        _failures.Dispose();
    }

    private async Task<PushOutcome> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (answer.IsSuccessStatusCode) return PushOutcome.Accepted;
            if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return PushOutcome.Gone;
            _failures.Add(new HttpRequestException($"A push service answered {(int)answer.StatusCode}.", null, answer.StatusCode));
            return PushOutcome.Failed;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or OperationCanceledException or IOException)
        {
            _failures.Add(e);
            return PushOutcome.Failed;
        }
    }

    /// <summary>Resolves and checks the name right before connecting: a second lookup could give another address.</summary>
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        var addresses = found.Where(PushAddress.IsPublic).ToArray();
        if (addresses.Length == 0) throw new HttpRequestException("A push service has no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} push messages were not taken by their push services")]
    private static partial void LogFailed(ILogger logger, Exception? last, long count);
}
