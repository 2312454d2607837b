using FsCheck.Xunit;
using RoomChat.ServiceBusEmulator.Administration;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Tests.Entities;

public sealed class EntityNameTests
{
    [Property(MaxTest = 500)]
    public void Names_of_the_documented_alphabet_are_accepted(int seed)
    {
        var random = new Random(seed);
        EntityName.CheckPath(Names.Path(random));
        EntityName.CheckSubscription(Names.Subscription(random));
        EntityName.CheckRule(Names.Rule(random));
    }

    [Property(MaxTest = 500)]
    public void An_accepted_name_has_one_meaning_in_every_address(int seed)
    {
        var random = new Random(seed);
        var (topic, subscription, rule) = (Names.Path(random), Names.Subscription(random), Names.Rule(random));
        Assert.Equal(new ResourcePath.Entity(topic), ResourcePath.Parse("/" + topic));
        Assert.Equal(new ResourcePath.Subscriptions(topic), ResourcePath.Parse($"/{topic}/subscriptions"));
        Assert.Equal(new ResourcePath.Subscription(topic, subscription), ResourcePath.Parse($"/{topic}/Subscriptions/{subscription}"));
        Assert.Equal(
            new ResourcePath.Rule(topic, subscription, rule), ResourcePath.Parse($"/{topic}/Subscriptions/{subscription}/Rules/{rule}"));

        var path = EntityPath.OfSubscription(topic, subscription);
        foreach (var address in (string[])[path.Name, "/" + Uri.EscapeDataString(path.Name), "amqps://host/" + path.Name])
            Assert.Equal((path, true), (EntityPath.Parse(address + "/$management", out var isManagement), isManagement));
    }

    [Theory]
    [InlineData("company.common~order")]
    [InlineData("a")]
    [InlineData("0/B_c-d.e~f/9")]
    [InlineData("a/.b/..c-/d")]
    [InlineData("rules")]
    [InlineData("a/Rules/b")]
    [InlineData("subscriptions")]
    [InlineData("Subscriptions/a")]
    public void Name_that_Azure_accepts_is_accepted(string name) => EntityName.CheckPath(name);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("a:b")]
    [InlineData("a%20b")]
    [InlineData("a?b")]
    [InlineData("é")]
    [InlineData("a\\b")]
    [InlineData("$a")]
    [InlineData("-a")]
    [InlineData("a.")]
    [InlineData("~a")]
    [InlineData("_a")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("a/Subscriptions")]
    [InlineData("a/subscriptions/b")]
    public void Name_outside_of_the_alphabet_is_refused(string name) =>
        Assert.Equal(EntityFault.Invalid, Assert.Throws<EntityException>(() => EntityName.CheckPath(name)).Fault);

    [Theory]
    [InlineData("a~b")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("-a")]
    [InlineData("a_")]
    public void Subscription_has_no_tilde_slash_or_space(string name) =>
        Assert.Throws<EntityException>(() => EntityName.CheckSubscription(name));

    [Fact]
    public void Names_above_the_length_limit_are_refused()
    {
        EntityName.CheckPath(new string('a', 260));
        EntityName.CheckSubscription(new string('a', 50));
        EntityName.CheckRule(new string('a', 50));
        Assert.Throws<EntityException>(() => EntityName.CheckPath(new string('a', 261)));
        Assert.Throws<EntityException>(() => EntityName.CheckSubscription(new string('a', 51)));
        Assert.Throws<EntityException>(() => EntityName.CheckRule(new string('a', 51)));
    }
}
