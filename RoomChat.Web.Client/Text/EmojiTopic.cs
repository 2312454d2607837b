namespace RoomChat.Web.Client.Text;

/// <summary>What a group of emoji is about.</summary>
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
