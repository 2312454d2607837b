using System.Net;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace RoomChat.Tests.Offline.ServiceBus;

/// <summary>What the administration client sends, and what it makes of answers that the emulator does not give.</summary>
public sealed class AdministrationRequestTests : IDisposable
{
    private const string Host = "name.servicebus.windows.net";

    private readonly Service _service = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_key_signs_each_request_for_its_own_address()
    {
        _service.Answer(HttpStatusCode.OK, Queue("q"));
        await new ServiceBusAdministrationClient(Host, new AzureNamedKeyCredential("key", "c2VjcmV0"), Options()).GetQueueAsync("q", Ct);
        Assert.Equal($"https://{Host}/q?api-version=2021-05&enrich=False", _service.Url);
        Assert.StartsWith($"SharedAccessSignature sr={WebUtility.UrlEncode($"https://{Host}/q")}&sig=", _service.Header("Authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_of_Entra_ID_is_asked_for_a_token()
    {
        _service.Answer(HttpStatusCode.OK, Queue("q"));
        await new ServiceBusAdministrationClient(Host, new FixedToken(), Options()).GetQueueAsync("q", Ct);
        Assert.Equal("Bearer https://servicebus.azure.net/.default", _service.Header("Authorization"));
    }

    [Fact]
    public async Task An_update_says_so_and_proves_the_right_to_forward()
    {
        _service.Answer(HttpStatusCode.OK, Queue("q"));
        var client = Client();
        QueueProperties queue = await client.GetQueueAsync("q", Ct);
        (queue.ForwardTo, queue.ForwardDeadLetteredMessagesTo) = ("target", "dead");
        await client.UpdateQueueAsync(queue, Ct);

        Assert.Equal("*", _service.Header("If-Match"));
        Assert.Contains(WebUtility.UrlEncode($"https://{Host}/target"), _service.Header("ServiceBusSupplementaryAuthorization"), StringComparison.Ordinal);
        Assert.Contains(WebUtility.UrlEncode($"https://{Host}/dead"), _service.Header("ServiceBusDlqSupplementaryAuthorization"), StringComparison.Ordinal);
        Assert.Equal($"https://{Host}/target", _service.Field("ForwardTo"));
    }

    [Fact]
    public async Task Settings_that_the_client_does_not_know_are_given_back_by_an_update_in_their_place()
    {
        _service.Answer(HttpStatusCode.OK, Queue("q", "<EnableExpress>true</EnableExpress><FromTheFuture>42</FromTheFuture><MessageCount>7</MessageCount>"));
        var client = Client();
        await client.UpdateQueueAsync((await client.GetQueueAsync("q", Ct)).Value, Ct);
        Assert.Equal(("true", "42", null), (_service.Field("EnableExpress"), _service.Field("FromTheFuture"), _service.Field("MessageCount")));
        Assert.Equal("FromTheFuture", _service.Description.Elements().Last().Name.LocalName);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "who", typeof(UnauthorizedAccessException), null)]
    [InlineData(HttpStatusCode.BadRequest, "what", typeof(ArgumentException), null)]
    [InlineData(HttpStatusCode.Forbidden, "SubCode=40301. no", typeof(InvalidOperationException), null)]
    [InlineData(HttpStatusCode.Forbidden, "too many", typeof(ServiceBusException), ServiceBusFailureReason.QuotaExceeded)]
    [InlineData(HttpStatusCode.NotFound, "where", typeof(ServiceBusException), ServiceBusFailureReason.MessagingEntityNotFound)]
    [InlineData(HttpStatusCode.Conflict, "there", typeof(ServiceBusException), ServiceBusFailureReason.MessagingEntityAlreadyExists)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "later", typeof(ServiceBusException), ServiceBusFailureReason.ServiceBusy)]
    [InlineData(HttpStatusCode.InternalServerError, "oh", typeof(ServiceBusException), ServiceBusFailureReason.GeneralError)]
    public async Task A_refusal_becomes_the_exception_of_its_status(HttpStatusCode status, string detail, Type exception, ServiceBusFailureReason? reason)
    {
        _service.Answer(status, $"<Error><Code>{(int)status}</Code><Detail>{detail}</Detail></Error>");
        var thrown = await Record.ExceptionAsync(() => Client().CreateQueueAsync("q", Ct));
        Assert.IsType(exception, thrown);
        Assert.Contains(detail, thrown.Message, StringComparison.Ordinal);
        Assert.Equal((int)status, Assert.IsType<RequestFailedException>(thrown.InnerException).Status);
        if (reason is not null) Assert.Equal(reason, ((ServiceBusException)thrown).Reason);
    }

    [Fact]
    public async Task A_conflict_of_an_update_is_transient()
    {
        _service.Answer(HttpStatusCode.OK, Queue("q"));
        var client = Client();
        QueueProperties queue = await client.GetQueueAsync("q", Ct);
        _service.Answer(HttpStatusCode.Conflict, "<Error><Code>409</Code><Detail>SubCode=40901</Detail></Error>");
        Assert.True((await Assert.ThrowsAsync<ServiceBusException>(() => client.UpdateQueueAsync(queue, Ct))).IsTransient);
    }

    [Fact]
    public async Task An_empty_feed_in_place_of_an_entity_means_that_there_is_none()
    {
        _service.Answer(HttpStatusCode.OK, "<feed xmlns=\"http://www.w3.org/2005/Atom\" />");
        Assert.False(await Client().QueueExistsAsync("q", Ct));
    }

    [Fact]
    public async Task An_answer_that_is_no_XML_is_an_error_and_document_types_are_not_read()
    {
        _service.Answer(HttpStatusCode.OK, "not XML");
        Assert.False((await Assert.ThrowsAsync<ServiceBusException>(() => Client().GetQueueAsync("q", Ct))).IsTransient);
        _service.Answer(HttpStatusCode.OK, "<!DOCTYPE entry [<!ENTITY e \"x\">]><entry>&e;</entry>");
        await Assert.ThrowsAsync<ServiceBusException>(() => Client().GetQueueAsync("q", Ct));
    }

    [Fact]
    public async Task Keys_of_authorization_rules_travel_both_ways()
    {
        _service.Answer(HttpStatusCode.Created, Queue("q"));
        var rule = new SharedAccessAuthorizationRule("reader", [AccessRights.Listen]);
        await Client().CreateQueueAsync(new CreateQueueOptions("q") { AuthorizationRules = { rule } }, Ct);

        _service.Answer(HttpStatusCode.OK, Queue("q", _service.Description.Elements().Single(element => element.Name.LocalName == "AuthorizationRules").ToString()));
        Assert.Equal(rule, Assert.Single((await Client().GetQueueAsync("q", Ct)).Value.AuthorizationRules));
    }

    [Fact]
    public void Settings_out_of_bounds_are_refused_without_asking()
    {
        Assert.Throws<ArgumentException>(() => new ServiceBusAdministrationClient("Endpoint=sb://localhost:5300"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CreateQueueOptions("q") { LockDuration = TimeSpan.FromMinutes(6) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CreateTopicOptions("t") { AutoDeleteOnIdle = TimeSpan.FromMinutes(4) });
        Assert.Throws<InvalidOperationException>(() => new CreateQueueOptions("q") { ForwardTo = "q" });
        Assert.Throws<ArgumentException>(() => new SharedAccessAuthorizationRule("all", [AccessRights.Manage]));
        Assert.ThrowsAny<ArgumentException>(() => new CreateQueueOptions("a?b"));
    }

    private static string Queue(string name, string fields = "") =>
        $"""
        <entry xmlns="http://www.w3.org/2005/Atom"><title type="text">{name}</title><content type="application/xml">
        <QueueDescription xmlns="http://schemas.microsoft.com/netservices/2010/10/servicebus/connect" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">{fields}</QueueDescription>
        </content></entry>
        """;

    private ServiceBusAdministrationClient Client() => new(Host, new AzureNamedKeyCredential("key", "c2VjcmV0"), Options());

    private ServiceBusAdministrationClientOptions Options() => new() { Transport = new HttpClientTransport(_service), Retry = { MaxRetries = 0 } };

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(string.Join(' ', requestContext.Scopes), DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }

    private sealed class Service : HttpMessageHandler
    {
        private HttpRequestMessage? _last;
        private XElement? _body;
        private (HttpStatusCode Status, string Body) _answer;

        public string Url => _last!.RequestUri!.AbsoluteUri;

        public XElement Description => _body!.Elements().Single().Elements().Single();

        public void Answer(HttpStatusCode status, string body) => _answer = (status, body);

        public string Header(string name) => string.Join(", ", _last!.Headers.GetValues(name));

        public string? Field(string name) => Description.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _last = request;
            if (request.Content is not null) _body = XElement.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
            return new(_answer.Status) { Content = new StringContent(_answer.Body) };
        }
    }
}
