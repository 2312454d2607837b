using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Tests.Web.SubscriptionKeys;

public sealed class SubscriptionKeyOptionsValidatorTests
{
    [Fact]
    public void Production_without_a_subscription_does_not_start()
    {
        var options = new SubscriptionKeyOptions();
        options.AddDevelopmentKey(new HostingEnvironment { EnvironmentName = Environments.Production });
        Assert.Contains("Gateway__Subscriptions__<name>__PrimaryKey", Failure(options), StringComparison.Ordinal);
    }

    [Fact]
    public void Development_has_the_development_key()
    {
        var options = new SubscriptionKeyOptions();
        options.AddDevelopmentKey(new HostingEnvironment { EnvironmentName = Environments.Development });
        Assert.True(new SubscriptionKeyOptionsValidator().Validate(null, options).Succeeded);
        Assert.Equal("roomchat-dev-key", Assert.Single(options.Subscriptions.Values).PrimaryKey);
    }

    [Theory]
    [InlineData("short", null, "PrimaryKey")]
    [InlineData("sixteen-characters", "short", "SecondaryKey")]
    [InlineData("sixteen characters", null, "PrimaryKey")]
    [InlineData("sixteen-characters", "sixteen-characters", "twice")]
    [InlineData(null, null, "PrimaryKey")]
    public void Bad_key_is_named_by_its_setting_without_its_value(string? primary, string? secondary, string named)
    {
        var options = new SubscriptionKeyOptions();
        options.Subscriptions["a"] = new SubscriptionOptions { PrimaryKey = primary, SecondaryKey = secondary };
        var failure = Failure(options);
        Assert.Contains(named, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("sixteen", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("short", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u202EtoB", "direction")]
    [InlineData("\u200B", "cannot be seen")]
    [InlineData("Y-o-u", "own user")]
    public void Display_name_that_could_mislead_does_not_start(string name, string reason)
    {
        var options = new SubscriptionKeyOptions();
        options.Subscriptions["a"] = new SubscriptionOptions { DisplayName = name, PrimaryKey = "sixteen-characters" };
        Assert.Contains("a:DisplayName", Failure(options), StringComparison.Ordinal);
        Assert.Contains(reason, Failure(options), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no blanks")]
    [InlineData("")]
    [InlineData("a,b")]
    public void Invalid_room_pattern_is_named(string pattern)
    {
        var options = new SubscriptionKeyOptions();
        options.Subscriptions["a"] = new SubscriptionOptions { PrimaryKey = "sixteen-characters", Rooms = ["team-*", pattern] };
        Assert.Contains($"a:Rooms has '{pattern}'", Failure(options), StringComparison.Ordinal);
    }

    [Fact]
    public void More_room_patterns_than_a_caller_can_have_are_refused()
    {
        var options = new SubscriptionKeyOptions();
        var rooms = Enumerable.Range(0, 33).Select(number => $"room-{number}").ToList();
        options.Subscriptions["a"] = new SubscriptionOptions { PrimaryKey = "sixteen-characters", Rooms = rooms };
        Assert.Contains("more than 32 patterns", Failure(options), StringComparison.Ordinal);
    }

    private static string Failure(SubscriptionKeyOptions options) =>
        new SubscriptionKeyOptionsValidator().Validate(null, options).FailureMessage ?? "";
}
