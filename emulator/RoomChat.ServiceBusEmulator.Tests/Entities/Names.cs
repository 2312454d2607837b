namespace RoomChat.ServiceBusEmulator.Tests.Entities;

/// <summary>Random names from the alphabet that Azure documents, often of the maximum length.</summary>
internal static class Names
{
    private const string LettersAndDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>A valid name of a queue or topic.</summary>
    internal static string Path(Random random)
    {
        var name = Make(random, longest: 260, LettersAndDigits + "..--__~~~~~").ToCharArray();
        for (var i = 1; i < name.Length - 1; i++)
        {
            if (random.Next(5) == 0 && char.IsAsciiLetterOrDigit(name[i - 1]) && char.IsAsciiLetterOrDigit(name[i + 1])) name[i] = '/';
        }

        return new string(name);
    }

    /// <summary>A valid name of a subscription.</summary>
    internal static string Subscription(Random random) => Make(random, longest: 50, LettersAndDigits + "..--__");

    /// <summary>A valid name of a rule.</summary>
    internal static string Rule(Random random) =>
        random.Next(10) == 0 ? "$Default" : Make(random, longest: 50, LettersAndDigits + ".-_ ~$+&:%äß");

    private static string Make(Random random, int longest, string alphabet)
    {
        var length = random.Next(4) == 0 ? longest : random.Next(1, longest);
        var name = random.GetItems<char>(alphabet, length);
        (name[0], name[^1]) = (random.GetItems<char>(LettersAndDigits, 1)[0], random.GetItems<char>(LettersAndDigits, 1)[0]);
        return new string(name);
    }
}
