namespace RoomChat.Web.SubscriptionKeys;

/// <summary>Who may call from outside, section <c>Gateway</c>.</summary>
internal sealed class SubscriptionKeyOptions
{
    public const string Section = "Gateway";

    /// <summary>The only key that a developer's machine needs. Never valid outside Development unless it is configured there.</summary>
    public const string DevelopmentKey = "roomchat-dev-key";

    /// <summary>
    /// By name, 1 to 64 of <c>[A-Za-z0-9._-]</c>. At least one, except in Development, where <see cref="DevelopmentKey"/> serves when
    /// there is none.
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
