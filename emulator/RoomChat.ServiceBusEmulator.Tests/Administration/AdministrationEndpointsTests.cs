using System.Net;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Tests.Broker;
using static RoomChat.ServiceBusEmulator.Tests.Administration.AdministrationServer;

namespace RoomChat.ServiceBusEmulator.Tests.Administration;

public sealed class AdministrationEndpointsTests : IAsyncLifetime
{
    private AdministrationServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await AdministrationServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Change_is_answered_only_after_it_is_on_disk()
    {
        var journal = new HeldJournal();
        journal.Append(new JournalEntry.Undefined("something"));
        await using var server = await AdministrationServer.StartAsync(journal: journal);

        var answer = server.PutAsync("q", "QueueDescription");
        await Eventually.Holds(() => journal.Waiting == 1, "the answer waits");
        Assert.NotNull(server.Entities.GetQueue("q"));
        Assert.False(answer.IsCompleted);
        journal.MakeSafe();

        Assert.Equal(HttpStatusCode.Created, (await answer).Status);
    }

    [Fact]
    public async Task Queue_description_has_all_fields_in_service_order()
    {
        var (status, created) = await _server.PutAsync(
            "q?api-version=2021-05", "QueueDescription", "<LockDuration>PT30S</LockDuration><UserMetadata>a &lt; b</UserMetadata>");

        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(("http://localhost:5300/q?api-version=2021-05", "q"),
            (created.Element(Atom + "id")!.Value, created.Element(Atom + "title")!.Value));
        Assert.Equal(
            [
                "LockDuration", "MaxSizeInMegabytes", "RequiresDuplicateDetection", "RequiresSession", "DefaultMessageTimeToLive",
                "DeadLetteringOnMessageExpiration", "DuplicateDetectionHistoryTimeWindow", "MaxDeliveryCount", "EnableBatchedOperations",
                "SizeInBytes", "MessageCount", "IsAnonymousAccessible", "AuthorizationRules", "Status", "UserMetadata", "CreatedAt",
                "UpdatedAt", "AccessedAt", "SupportOrdering", "CountDetails", "AutoDeleteOnIdle", "EnablePartitioning",
                "EntityAvailabilityStatus", "EnableExpress", "MaxMessageSizeInKilobytes",
            ],
            Content(created).Elements().Select(field => field.Name.LocalName));
        Assert.Equal(
            ("PT30S", "a < b", "10", "P10675199DT2H48M5.4775807S"),
            (Field(created, "LockDuration"), Field(created, "UserMetadata"),
                Field(created, "MaxDeliveryCount"), Field(created, "AutoDeleteOnIdle")));
    }

    [Fact]
    public async Task Nil_field_and_empty_target_equal_a_missing_field()
    {
        const string Nil = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"";
        await _server.PutAsync("q", "QueueDescription", $"<LockDuration {Nil}/><ForwardTo/><UserMetadata {Nil}/>");
        await _server.PutAsync("r", "QueueDescription", "<UserMetadata/>");

        Assert.Equal(new QueueDescription("q"), _server.Entities.GetQueue("q").Description);
        Assert.Equal("", _server.Entities.GetQueue("r").Description.UserMetadata);
    }

    [Fact]
    public async Task Topic_and_subscription_descriptions_have_all_fields_in_service_order()
    {
        var (_, topic) = await _server.PutAsync("t", "TopicDescription", "<SupportOrdering>true</SupportOrdering>");
        var (status, subscription) = await _server.PutAsync(
            "t/Subscriptions/s", "SubscriptionDescription", "<MaxDeliveryCount>4</MaxDeliveryCount>");

        Assert.Equal(
            [
                "DefaultMessageTimeToLive", "MaxSizeInMegabytes", "RequiresDuplicateDetection", "DuplicateDetectionHistoryTimeWindow",
                "EnableBatchedOperations", "SizeInBytes", "FilteringMessagesBeforePublishing", "IsAnonymousAccessible",
                "AuthorizationRules", "Status", "CreatedAt", "UpdatedAt", "AccessedAt", "SupportOrdering", "CountDetails",
                "SubscriptionCount", "AutoDeleteOnIdle", "EnablePartitioning", "EnableSubscriptionPartitioning", "EntityAvailabilityStatus",
                "EnableExpress", "MaxMessageSizeInKilobytes",
            ],
            Content(topic).Elements().Select(field => field.Name.LocalName));
        Assert.Equal((HttpStatusCode.Created, "4"), (status, Field(subscription, "MaxDeliveryCount")));
        Assert.Equal(
            [
                "LockDuration", "RequiresSession", "DefaultMessageTimeToLive", "DeadLetteringOnMessageExpiration",
                "DeadLetteringOnFilterEvaluationExceptions", "MessageCount", "MaxDeliveryCount", "EnableBatchedOperations", "Status",
                "CreatedAt", "UpdatedAt", "AccessedAt", "CountDetails", "AutoDeleteOnIdle", "EntityAvailabilityStatus",
            ],
            Content(subscription).Elements().Select(field => field.Name.LocalName));
    }

    [Fact]
    public async Task Message_counts_use_their_own_namespace_prefix()
    {
        var queue = _server.Entities.Create(new QueueDescription("q"));
        queue.Send(
            [Sample.Message("1"), Sample.Message("2") with { ScheduledEnqueueTime = _server.Time.GetUtcNow() + TimeSpan.FromHours(1) }]);

        var (_, entry) = await _server.GetAsync("q");

        var details = Content(entry).Element(ServiceBus + "CountDetails")!;
        Assert.True(Assert.Single(details.Attributes()).IsNamespaceDeclaration);
        Assert.Equal(
            [("ActiveMessageCount", "1"), ("DeadLetterMessageCount", "0"), ("ScheduledMessageCount", "1"),
                ("TransferMessageCount", "0"), ("TransferDeadLetterMessageCount", "0")],
            details.Elements().Select(count => (count.Name.LocalName, count.Value)));
        Assert.Equal("2", Field(entry, "MessageCount"));
    }

    [Fact]
    public async Task Names_with_slashes_ignore_case_and_escaping()
    {
        await _server.PutAsync("A/b/c", "TopicDescription");
        await _server.PutAsync("A/b/c/Subscriptions/S", "SubscriptionDescription");

        foreach (var path in (string[])["a/B/c/SUBSCRIPTIONS/s", "A/b/c/subscriptions/S/", "A%2Fb%2Fc/Subscriptions/%53"])
        {
            var (status, entry) = await _server.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, "S", "http://localhost:5300/A/b/c/Subscriptions/S"),
                (status, entry.Element(Atom + "title")!.Value, entry.Element(Atom + "id")!.Value));
        }
    }

    [Fact]
    public async Task Refusals_have_the_codes_of_the_service_and_a_reason()
    {
        await _server.PutAsync("q", "QueueDescription");

        await Refused(409, "already exists", _server.PutAsync("Q", "QueueDescription"));
        await Refused(409, "already exists", _server.PutAsync("q", "TopicDescription"));
        await Refused(404, "could not be found", _server.GetAsync("nope"));
        await Refused(404, "could not be found", _server.PutAsync("nope", "QueueDescription", isUpdate: true));
        await Refused(404, "could not be found", _server.PutAsync("nope/Subscriptions/s", "SubscriptionDescription"));
        await Refused(404, "could not be found", _server.GetAsync("nope/Subscriptions"));
        await Refused(
            400, "RequiresSession", _server.PutAsync("q", "QueueDescription", "<RequiresSession>true</RequiresSession>", isUpdate: true));
        await Refused(400, "LockDuration is 'soon'", _server.PutAsync("q2", "QueueDescription", "<LockDuration>soon</LockDuration>"));
        await Refused(400, "'nowhere', which does not exist", _server.PutAsync(
            "q2", "QueueDescription", "<ForwardTo>sb://localhost/nowhere</ForwardTo>"));
        await Refused(400, "cannot be put", _server.PutAsync("q2", "RuleDescription"));
        await Refused(400, "$top", _server.GetAsync("$Resources/Queues?$top=0"));
        Assert.Equal(HttpStatusCode.NotFound, await _server.DeleteAsync("nope"));
    }

    [Fact]
    public async Task Update_replaces_the_description_and_delete_removes_the_queue()
    {
        await _server.PutAsync("q", "QueueDescription", "<RequiresSession>true</RequiresSession><MaxDeliveryCount>5</MaxDeliveryCount>");
        _server.Time.Advance(TimeSpan.FromSeconds(1));

        var (status, updated) = await _server.PutAsync("q", "QueueDescription", "<LockDuration>PT2M</LockDuration>", isUpdate: true);

        Assert.Equal((HttpStatusCode.OK, "PT2M", "10", "true"),
            (status, Field(updated, "LockDuration"), Field(updated, "MaxDeliveryCount"), Field(updated, "RequiresSession")));
        Assert.Equal(
            ("2026-01-01T00:00:00.0000000Z", "2026-01-01T00:00:01.0000000Z"), (Field(updated, "CreatedAt"), Field(updated, "UpdatedAt")));
        Assert.Equal(HttpStatusCode.OK, await _server.DeleteAsync("q"));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.GetAsync("q")).Status);
    }

    [Fact]
    public async Task Lists_are_paged_in_name_order()
    {
        for (var number = 0; number < 130; number++) _server.Entities.Create(new QueueDescription($"q{number:000}"));
        var seen = new List<string>();
        var (next, pages) = ("$Resources/queues?api-version=2021-05", 0);
        while (next is not null)
        {
            var (_, feed) = await _server.GetAsync(next);
            seen.AddRange(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value));
            next = feed.Elements(Atom + "link").FirstOrDefault(link => link.Attribute("rel")!.Value == "next")?.Attribute("href")!.Value;
            pages++;
        }

        Assert.Equal(2, pages);
        Assert.Equal(Enumerable.Range(0, 130).Select(number => $"q{number:000}"), seen);
    }

    [Fact]
    public async Task Forwarding_accepts_address_or_name_and_returns_an_address()
    {
        await _server.PutAsync("to/here", "QueueDescription");

        var (_, byAddress) = await _server.PutAsync("a", "QueueDescription", "<ForwardTo>http://localhost:5300/to/here</ForwardTo>");
        var (_, byName) = await _server.PutAsync(
            "b", "QueueDescription", "<ForwardDeadLetteredMessagesTo>to/here</ForwardDeadLetteredMessagesTo>");

        Assert.Equal("sb://localhost:5300/to/here", Field(byAddress, "ForwardTo"));
        Assert.Equal("sb://localhost:5300/to/here", Field(byName, "ForwardDeadLetteredMessagesTo"));
    }

    [Fact]
    public async Task Namespace_info_has_name_and_tier()
    {
        var (status, entry) = await _server.GetAsync("$NamespaceInfo?api-version=2021-05");

        Assert.Equal((HttpStatusCode.OK, "sbemulatorns", "Standard"), (status, Field(entry, "Name"), Field(entry, "MessagingSKU")));
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<entry xmlns=\"http://www.w3.org/2005/Atom\"/>")]
    [InlineData("<!DOCTYPE entry [<!ENTITY a \"b\">]><entry xmlns=\"http://www.w3.org/2005/Atom\">&a;</entry>")]
    public async Task Body_that_is_not_an_entry_is_refused(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.PutBodyAsync("q", body)).Status);

    [Fact]
    public async Task Characters_invalid_in_XML_are_replaced_in_answers()
    {
        _server.Entities.Create(new QueueDescription("q") { UserMetadata = "bell \a, half a pair \ud83d, a whole one \ud83d\ude00" });

        var (status, entry) = await _server.GetAsync("q");

        Assert.Equal(
            (HttpStatusCode.OK, "bell \ufffd, half a pair \ufffd, a whole one \ud83d\ude00"), (status, Field(entry, "UserMetadata")));
        await Refused(400, "not well-formed", _server.PutBodyAsync("r", "<entry>&#x1F;</entry>"));
    }

    [Fact]
    public async Task Body_too_deep_or_too_long_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        await Refused(400, "levels deep", _server.PutBodyAsync("q", deep));
        await Refused(400, "longer than", _server.PutBodyAsync("q", new string(' ', 1_100_000) + "<entry/>"));
    }

    private static async Task Refused(int code, string reason, Task<(HttpStatusCode Status, XElement Body)> answering)
    {
        var (status, body) = await answering;
        Assert.Equal(code, (int)status);
        Assert.Equal(("Error", $"{code}"), (body.Name.ToString(), body.Element("Code")!.Value));
        Assert.Contains(reason, body.Element("Detail")!.Value, StringComparison.Ordinal);
    }

    private static XElement Content(XElement entry) => entry.Element(Atom + "content")!.Elements().Single();

    private static string? Field(XElement entry, string name) => Content(entry).Element(ServiceBus + name)?.Value;
}
