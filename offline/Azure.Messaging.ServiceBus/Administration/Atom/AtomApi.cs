using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Sends the requests of the administration API.</summary>
/// <param name="pipeline">Retries, and proves the right to ask when that is done by Entra ID.</param>
/// <param name="baseAddress">The namespace.</param>
/// <param name="apiVersion">Named in each request.</param>
/// <param name="tokens">Proves the right to ask.</param>
internal sealed class AtomApi(HttpPipeline pipeline, Uri baseAddress, string apiVersion, ICbsTokens tokens)
{
    private const string MayForwardTo = "ServiceBusSupplementaryAuthorization";
    private const string MayDeadLetterTo = "ServiceBusDlqSupplementaryAuthorization";

    /// <summary>The address of another entity; null for none.</summary>
    public string? AddressOf(string? entity) => entity is null
        ? null
        : Uri.TryCreate(entity, UriKind.Absolute, out var absolute) ? absolute.AbsoluteUri : new Uri(baseAddress, EscapedPath(entity)).AbsoluteUri;

    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.MessagingEntityNotFound"/>: it does not exist, or is of another kind.</exception>
    public async Task<Response<T>> GetAsync<T>(AtomKind<T> kind, string path, bool enrich, CancellationToken ct)
    {
        using var request = NewRequest(RequestMethod.Get, path, $"&enrich={enrich}");
        return Read(kind, path, await SendAsync(request, ct));
    }

    public AsyncPageable<T> List<T>(AtomKind<T> kind, string path, CancellationToken ct)
        where T : notnull => new AtomPages<T>(
            async (skip, token) =>
            {
                var page = string.Create(CultureInfo.InvariantCulture, $"&enrich={false}&$skip={skip}&$top={AtomPages<T>.Size}");
                using var request = NewRequest(RequestMethod.Get, path, page);
                var response = await SendAsync(request, token);
                return ([.. AtomXml.ReadFeed(response, kind.Description).Select(kind.Read)], response);
            },
            ct);

    /// <param name="kind">What comes back.</param>
    /// <param name="path">The entity.</param>
    /// <param name="change">How it is to be.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Response<T>> PutAsync<T>(AtomKind<T> kind, string path, AtomChange change, CancellationToken ct)
    {
        using var request = NewRequest(RequestMethod.Put, path);
        request.Content = RequestContent.Create(AtomXml.Write(change.Description));
        request.Headers.Add("Content-Type", AtomXml.ContentType);
        if (change.IsUpdate) request.Headers.Add("If-Match", "*");
        // Whoever lets an entity forward must be allowed to send to the other one.
        if (AddressOf(change.ForwardTo) is { } target) request.Headers.Add(MayForwardTo, await AuthorizationAsync(target, ct));
        if (AddressOf(change.ForwardDeadLettersTo) is { } deadLetters) request.Headers.Add(MayDeadLetterTo, await AuthorizationAsync(deadLetters, ct));
        return Read(kind, path, await SendAsync(request, ct));
    }

    public async Task<Response> DeleteAsync(string path, CancellationToken ct)
    {
        using var request = NewRequest(RequestMethod.Delete, path);
        return await SendAsync(request, ct);
    }

    private static Response<T> Read<T>(AtomKind<T> kind, string path, Response response) => AtomXml.ReadEntry(response, kind.Description) is { } entry
        ? Response.FromValue(kind.Read(entry), response)
        : throw AtomErrors.NotFound($"'{path}' does not exist, or is something else.", response);

    private static string EscapedPath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private Request NewRequest(RequestMethod method, string path, string query = "")
    {
        var request = pipeline.CreateRequest();
        request.Method = method;
        request.Uri.Reset(new Uri(baseAddress, $"{EscapedPath(path)}?api-version={apiVersion}{query}"));
        return request;
    }

    private async Task<Response> SendAsync(Request request, CancellationToken ct)
    {
        if (tokens is not EntraTokens) request.Headers.Add("Authorization", await AuthorizationAsync(request.Uri.ToUri().GetLeftPart(UriPartial.Path), ct));
        var response = await pipeline.SendRequestAsync(request, ct);
        return response.IsError ? throw AtomErrors.ToException(request, response) : response;
    }

    private async Task<string> AuthorizationAsync(string address, CancellationToken ct)
    {
        var token = await tokens.GetAsync(address, ct);
        return token.Type == CbsToken.JwtType ? $"Bearer {token.Value}" : token.Value;
    }
}
