namespace RoomChat.Web.Client.Text;

/// <summary>The topic of a group of emoji.</summary>
internal enum EmojiTopic
{
    /// <summary>Faces.</summary>
    Faces,

    /// <summary>Hands, people and hearts.</summary>
    People,

    /// <summary>Animals, plants and weather.</summary>
    Nature,

    /// <summary>Food and drink.</summary>
    Food,

    /// <summary>Activities, travel and things.</summary>
    Things,

    /// <summary>Signs and flags.</summary>
    Signs,
}
