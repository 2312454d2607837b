namespace RoomChat.Web.SubscriptionKeys;

/// <summary>The programs that may call from outside, section <c>Gateway</c>.</summary>
internal sealed class SubscriptionKeyOptions
{
    public const string Section = "Gateway";

    /// <summary>The only key that a developer's machine needs. Valid only in Development, unless it is configured.</summary>
    public const string DevelopmentKey = "roomchat-dev-key";

    /// <summary>
    /// By name, 1 to 64 of <c>[A-Za-z0-9._-]</c>. At least one; in Development <see cref="DevelopmentKey"/> is used if there is none.
    /// </summary>
    public Dictionary<string, SubscriptionOptions> Subscriptions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void AddDevelopmentKey(IHostEnvironment environment)
    {
        if (Subscriptions.Count > 0 || !environment.IsDevelopment()) return;
        Subscriptions["development"] = new SubscriptionOptions
        {
            DisplayName = "Development",
            PrimaryKey = DevelopmentKey,
            SpeaksForUsers = true,
        };
    }
}
