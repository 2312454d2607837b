namespace RoomChat.ServiceDefaults.Health;

/// <summary>Tags of health checks that mean something to <c>/health</c>.</summary>
public static class HealthTags
{
    /// <summary>The check's description is written for people and holds no secret: the answer shows it when the check fails.</summary>
    public const string Explained = "explained";
}
