namespace RoomChat.ServiceDefaults.Health;

/// <summary>Tags of health checks that affect <c>/health</c>.</summary>
public static class HealthTags
{
    /// <summary>The check's description is for people and contains no secret. The answer shows it when the check fails.</summary>
    public const string Explained = "explained";
}
