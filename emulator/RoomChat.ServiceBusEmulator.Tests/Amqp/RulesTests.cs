using System.Globalization;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Amqp;

namespace RoomChat.ServiceBusEmulator.Tests.Amqp;

public sealed class RulesTests : IAsyncLifetime
{
    private const string Subscription = "t/Subscriptions/all";
    private RunningEmulator _emulator = null!;
    private Connection _connection = null!;
    private RequestLinks _management = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await RunningEmulator.StartAsync();
        _connection = await _emulator.ConnectAsync();
        _management = new RequestLinks(_connection, Subscription + "/$management", "rules");
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.CloseAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Added_or_removed_rule_applies_to_the_next_message()
    {
        Assert.Equal(200, Status(await AddAsync("dev", Sql("shop_id = 'dev'"))));
        Assert.Equal(200, Status(await RemoveAsync("$default")));
        await _connection.SendAsync("t", Message("1", "general"), Message("2", "dev"));
        Assert.Equal(200, Status(await AddAsync("general", Correlation(new Map { ["properties"] = new Map { ["shop_id"] = "general" } }))));
        Assert.Equal(200, Status(await RemoveAsync("dev")));
        await _connection.SendAsync("t", Message("3", "general"), Message("4", "dev"), Message("5", "general"));

        var receiver = _connection.Receiver(Subscription);

        foreach (var id in (string[])["2", "3", "5"]) Assert.Equal(id, (await receiver.NextAsync()).Body);
        Assert.Equal(3, _emulator.Queue(Subscription).Activity.Kept);
    }

    [Fact]
    public async Task Rule_action_delivers_a_changed_copy_with_the_rule_name()
    {
        await RemoveAsync("$Default");
        var rule = Sql("shop_id = 'dev'");
        rule["sql-rule-action"] = new Map { ["expression"] = "SET sys.Label = 'urgent'; SET n = n + 1; REMOVE shop_id" };
        Assert.Equal(200, Status(await AddAsync("urgent", rule)));
        var message = Message("1", "dev");
        message.ApplicationProperties["n"] = 5;

        await _connection.SendAsync("t", message);
        var received = await _connection.Receiver(Subscription).NextAsync();

        Assert.Equal(("1", "1", "urgent"), (received.Body, received.Properties.MessageId, received.Properties.Subject));
        Assert.Equal((6, "urgent", false), (received.ApplicationProperties["n"],
            received.ApplicationProperties["RuleName"], received.ApplicationProperties.Map.ContainsKey("shop_id")));
        var action = (DescribedValue)(await RulesAsync(0, 1))[0][1];
        Assert.Equal(0x13700000006UL, action.Descriptor);
        Assert.Equal(["SET sys.Label = 'urgent'; SET n = n + 1; REMOVE shop_id", 20], ((List)action.Value).Cast<object>());
        AssertError(
            400,
            "com.microsoft:argument-error",
            await AddAsync("broken", new Map { ["true-filter"] = new Map(), ["sql-rule-action"] = new Map { ["expression"] = "DROP" } }));
    }

    [Fact]
    public async Task Rule_action_leaves_other_fields_unchanged()
    {
        await RemoveAsync("$Default");
        await AddAsync("label", new Map
        {
            ["true-filter"] = new Map(),
            ["sql-rule-action"] = new Map { ["expression"] = "SET sys.Label = 'x'; REMOVE sys.To" }
        });
        var message = ClientLinks.Text("1", session: "group");
        message.Properties.SetMessageId(Guid.Empty);
        message.Properties.SetCorrelationId(7UL);
        message.Properties.To = "nowhere";
        message.Properties.ContentEncoding = "gzip";
        message.Properties.UserId = [1, 2];
        message.Properties.GroupSequence = 3;
        message.MessageAnnotations = new MessageAnnotations { [new Symbol("mine")] = 5 };

        await _connection.SendAsync("t", message);
        var received = await _connection.Receiver(Subscription).NextAsync();

        Assert.Equal((Guid.Empty, 7UL), (received.Properties.GetMessageId(), received.Properties.GetCorrelationId()));
        Assert.Equal(
            ("x", null, "group", 3u),
            (received.Properties.Subject, received.Properties.To, received.Properties.GroupId, received.Properties.GroupSequence));
        Assert.Equal("gzip", received.Properties.ContentEncoding);
        Assert.Equal([1, 2], received.Properties.UserId);
        Assert.Equal(5, received.MessageAnnotations[new Symbol("mine")]);
    }

    [Fact]
    public async Task Values_without_an_AMQP_type_match_and_round_trip()
    {
        var values = new (string Name, object Value)[]
        {
            ("life", new DescribedValue(new Symbol("com.microsoft:timespan"), TimeSpan.FromMinutes(1).Ticks)),
            ("at", new DescribedValue(new Symbol("com.microsoft:datetime-offset"), DateTime.UnixEpoch.Ticks)),
            ("uri", new DescribedValue(new Symbol("com.microsoft:uri"), "http://localhost/a")),
            ("price", PropertyValues.ToWire(-12.50m)!),
        };
        var wanted = new Map();
        foreach (var (name, value) in values) wanted[name] = value;
        var rule = Correlation(new Map { ["properties"] = wanted });
        rule["sql-rule-action"] = new Map { ["expression"] = "SET twice = price * 2; SET later = at + life" };
        await RemoveAsync("$Default");
        Assert.Equal(200, Status(await AddAsync("typed", rule)));
        var message = ClientLinks.Text("1");
        message.ApplicationProperties = new ApplicationProperties();
        foreach (var (name, value) in values) message.ApplicationProperties[name] = value;

        await _connection.SendAsync("t", message);
        var received = (await _connection.Receiver(Subscription).NextAsync()).ApplicationProperties;

        Assert.Equal(
            values.Select(value => PropertyValues.FromWire(value.Value)),
            values.Select(value => PropertyValues.FromWire(received[value.Name])));
        Assert.All(values, value => Assert.IsType(value.Value.GetType(), received[value.Name]));
        Assert.Equal(-25.00m, PropertyValues.FromWire(received["twice"]));
        Assert.Equal(new DateTimeOffset(DateTime.UnixEpoch) + TimeSpan.FromMinutes(1), PropertyValues.FromWire(received["later"]));
        var listed = (Map)FilterOf((await RulesAsync(0, 1))[0])[8]!;
        Assert.Equal(
            values.Select(value => PropertyValues.FromWire(value.Value)),
            values.Select(value => PropertyValues.FromWire(listed[value.Name])));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Decimals_round_trip_without_loss(string text)
    {
        var number = decimal.Parse(text, CultureInfo.InvariantCulture);

        Assert.Equal(text, ((decimal)PropertyValues.FromWire(PropertyValues.ToWire(number))!).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Duplicate_rule_is_a_conflict_and_missing_rule_not_found()
    {
        await AddAsync("Mine", Sql("1=1"));

        AssertError(409, "com.microsoft:entity-already-exists", await AddAsync("mine", Sql("1=0")));
        AssertError(404, "amqp:not-found", await RemoveAsync("other"));
    }

    [Fact]
    public async Task Invalid_rule_is_an_argument_error_with_the_reason()
    {
        var broken = await AddAsync("broken", Sql("shop_id = "));

        AssertError(400, "com.microsoft:argument-error", broken);
        Assert.Contains("Rule 'broken'", (string)broken.ApplicationProperties["statusDescription"], StringComparison.Ordinal);
        AssertError(400, "com.microsoft:argument-error", await AddAsync("", Sql("1=1")));
        AssertError(400, "com.microsoft:argument-error", await AddAsync(new string('x', 51), Sql("1=1")));
        AssertError(400, "com.microsoft:argument-error", await AddAsync("a/b", Sql("1=1")));
        AssertError(400, "com.microsoft:argument-error", await AddAsync("empty", []));
        Assert.Single(await RulesAsync(0, 100));
    }

    [Fact]
    public async Task Rules_are_listed_in_pages()
    {
        foreach (var name in (string[])["a", "b", "c"]) await AddAsync(name, Sql("1=1"));

        Assert.Equal(["$Default", "a"], (await RulesAsync(0, 2)).Select(rule => rule[2]));
        Assert.Equal(["b", "c"], (await RulesAsync(2, 100)).Select(rule => rule[2]));
        Assert.Equal(204, Status(await PageAsync(4, 100)));
    }

    [Fact]
    public async Task Listed_rule_has_the_descriptors_and_fields_of_the_service()
    {
        await AddAsync("sql", Sql("n > 1"));
        await AddAsync(
            "correlation",
            Correlation(new Map { ["label"] = "news", ["message-id"] = "m", ["properties"] = new Map { ["n"] = 5, ["yes"] = true } }));
        await AddAsync("none", new Map { ["false-filter"] = new Map() });

        var described = (await DescribedRulesAsync(0, 100)).ToList();
        var rules = described.ConvertAll(rule => (List)rule.Value);

        Assert.All(described, rule => Assert.Equal(0x13700000004UL, rule.Descriptor));
        Assert.All(rules, rule => Assert.Equal(0x13700000005UL, ((DescribedValue)rule[1]).Descriptor));
        Assert.All(rules, rule => Assert.Equal(_emulator.Time.GetUtcNow().UtcDateTime, rule[3]));
        Assert.Equal(
            [0x1370000007UL, 0x1370000006UL, 0x1370000009UL, 0x1370000008UL], rules.Select(rule => ((DescribedValue)rule[0]).Descriptor));
        Assert.Equal(["n > 1", 20], FilterOf(rules[1]));
        var correlation = FilterOf(rules[2]);
        Assert.Equal([null, "m", null, null, "news", null, null, null], correlation.Take(8));
        var properties = Assert.IsType<Map>(correlation[8]);
        Assert.Equal((2, 5, true), (properties.Count, properties["n"], properties["yes"]));
    }

    [Fact]
    public async Task Only_a_subscription_has_rules()
    {
        var topic = new RequestLinks(_connection, "t/$management", "topic-rules");

        Assert.Equal(501, Status(await topic.AskAsync("enumerate-rules", new Map { ["skip"] = 0, ["top"] = 1 })));
    }

    private static Message Message(string id, string shop)
    {
        var message = ClientLinks.Text(id);
        message.ApplicationProperties = new ApplicationProperties { ["shop_id"] = shop };
        return message;
    }

    private static Map Sql(string expression) => new() { ["sql-filter"] = new Map { ["expression"] = expression } };

    private static Map Correlation(Map fields) => new() { ["correlation-filter"] = fields };

    private static int Status(Message answer) => (int)answer.ApplicationProperties["statusCode"];

    private static void AssertError(int status, string condition, Message answer) =>
        Assert.Equal((status, new Symbol(condition)), (Status(answer), answer.ApplicationProperties["errorCondition"]));

    private static List<object?> FilterOf(List rule) => [.. ((List)((DescribedValue)rule[0]).Value).Cast<object?>()];

    private Task<Message> AddAsync(string name, Map description) =>
        _management.AskAsync("add-rule", new Map { ["rule-name"] = name, ["rule-description"] = description });

    private Task<Message> RemoveAsync(string name) => _management.AskAsync("remove-rule", new Map { ["rule-name"] = name });

    private Task<Message> PageAsync(int skip, int top) =>
        _management.AskAsync("enumerate-rules", new Map { ["skip"] = skip, ["top"] = top });

    private async Task<IEnumerable<DescribedValue>> DescribedRulesAsync(int skip, int top) =>
        ((List)((Map)(await PageAsync(skip, top)).Body)["rules"]).Cast<Map>().Select(entry => (DescribedValue)entry["rule-description"]);

    private async Task<List<List>> RulesAsync(int skip, int top) =>
        [.. (await DescribedRulesAsync(skip, top)).Select(rule => (List)rule.Value)];
}
