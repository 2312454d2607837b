namespace RoomChat.Tests.Offline;

public sealed class ConnectionStringTests
{
    private const string Key = ConfiguredApplication.Key;

    [Theory]
    [InlineData("bus.example")]
    [InlineData("https://bus.example:443/")]
    public void Text_without_a_pair_is_the_namespace_as_written(string text)
    {
        var settings = ConfiguredApplication.WithConnectionString(text).ReadSettings();
        Assert.Equal((text, null), (settings.FullyQualifiedNamespace, settings.ConnectionString));
    }

    [Theory]
    [InlineData("Endpoint=sb://bus.example/", null, null)]
    [InlineData("Endpoint=https://bus.example:443/;", null, null)]
    [InlineData("endpoint=bus.example;EntityPath=q", "q", null)]
    [InlineData("EntityPath=t/Subscriptions/s;Endpoint=sb://bus.example/", "t", "s")]
    public void An_endpoint_without_a_key_is_the_namespace(string text, string? entity, string? subscription)
    {
        var settings = ConfiguredApplication.WithConnectionString(text).ReadSettings();
        Assert.Equal(("bus.example", null), (settings.FullyQualifiedNamespace, settings.ConnectionString));
        Assert.Equal((entity, subscription), (settings.QueueOrTopicName, settings.SubscriptionName));
    }

    [Theory]
    [InlineData(Key, Key, null, null)]
    [InlineData(Key + ";;", Key + ";;", null, null)]
    [InlineData(Key + ";EntityPath=q", Key + ";", "q", null)]
    [InlineData(Key + ";entitypath=t/subscriptions/s;", Key + ";", "t", "s")]
    [InlineData("EntityPath=t/Subscriptions/s;" + Key, Key, "t", "s")]
    [InlineData(Key + ";EntityPath=t/Subscriptions/", Key + ";", "t/Subscriptions/", null)]
    [InlineData(Key + ";EntityPath=", Key + ";", null, null)]
    public void A_key_stays_in_the_connection_string_without_entity_path(string text, string left, string? entity, string? subscription)
    {
        var settings = ConfiguredApplication.WithConnectionString(text).ReadSettings();
        Assert.Equal((left, null), (settings.ConnectionString, settings.FullyQualifiedNamespace));
        Assert.Equal((entity, subscription), (settings.QueueOrTopicName, settings.SubscriptionName));
    }

    [Theory]
    [InlineData("Endpoint=sb://bus.example/;secret")]
    [InlineData("Endpoint=sb://bus.example/;=secret")]
    [InlineData("Endpoint=sb://bus.example/;SharedAccessKey=secret; sharedaccesskey=secret")]
    public void A_malformed_connection_string_is_refused_without_showing_its_values(string text)
    {
        var refused = Assert.Throws<ArgumentException>(() => ConfiguredApplication.WithConnectionString(text).ReadSettings());
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }
}
