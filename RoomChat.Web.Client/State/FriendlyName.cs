using System.Diagnostics.CodeAnalysis;

namespace RoomChat.Web.Client.State;

/// <summary>Suggests display names, so that one click is enough to sign in.</summary>
internal static class FriendlyName
{
    private static readonly string[] Manners =
    [
        "Amber", "Brave", "Bright", "Calm", "Clever", "Coral", "Gentle", "Golden",
        "Happy", "Kind", "Lively", "Quiet", "Silver", "Sunny", "Swift", "Witty"
    ];

    private static readonly string[] Animals =
    [
        "Badger", "Crane", "Dolphin", "Falcon", "Finch", "Fox", "Hare", "Heron",
        "Koala", "Lynx", "Otter", "Owl", "Panda", "Raven", "Robin", "Seal"
    ];


    [SuppressMessage("Security", "CA5394:Do not use insecure randomness", Justification = "A suggestion is no secret.")]
    public static string Suggest(Random random) => $"{Manners[random.Next(Manners.Length)]} {Animals[random.Next(Animals.Length)]}";
}
