namespace RoomChat.Web.Session;

/// <summary>Names for users who did not choose one. Not unique; a user's id is.</summary>
internal static class FriendlyNames
{
    private static readonly string[] Moods =
        ["Brave", "Calm", "Clever", "Curious", "Gentle", "Happy", "Kind", "Lively", "Merry", "Quick", "Quiet", "Sunny"];
    private static readonly string[] Animals =
        ["Badger", "Crane", "Dolphin", "Falcon", "Fox", "Hare", "Heron", "Lynx", "Otter", "Robin", "Seal", "Wren"];

    public static string Next(Random random) => $"{Moods[random.Next(Moods.Length)]} {Animals[random.Next(Animals.Length)]}";
}
