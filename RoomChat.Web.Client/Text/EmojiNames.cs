namespace RoomChat.Web.Client.Text;

/// <summary>Common emoji of chats, with their usual names.</summary>
internal static class EmojiNames
{
    private const string Faces =
        "smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 sweat_smile 😅 rofl 🤣 joy 😂 slightly_smiling_face 🙂 upside_down_face 🙃 "
        + "wink 😉 blush 😊 innocent 😇 smiling_face_with_three_hearts 🥰 heart_eyes 😍 star_struck 🤩 kissing_heart 😘 kissing 😗 yum 😋 "
        + "stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 money_mouth_face 🤑 hugs 🤗 shushing_face 🤫 thinking 🤔 "
        + "zipper_mouth_face 🤐 raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 roll_eyes 🙄 "
        + "grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 face_with_thermometer 🤒 nauseated_face 🤢 sneezing_face 🤧 "
        + "hot_face 🥵 cold_face 🥶 dizzy_face 😵 exploding_head 🤯 cowboy_hat_face 🤠 partying_face 🥳 sunglasses 😎 nerd_face 🤓 "
        + "monocle_face 🧐 confused 😕 worried 😟 slightly_frowning_face 🙁 open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 "
        + "pleading_face 🥺 frowning 😦 anguished 😧 fearful 😨 cold_sweat 😰 disappointed_relieved 😥 cry 😢 sob 😭 scream 😱 "
        + "confounded 😖 persevere 😣 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 yawning_face 🥱 triumph 😤 rage 😡 angry 😠 "
        + "smiling_imp 😈 skull 💀 poop 💩 clown_face 🤡 ghost 👻 alien 👽 robot 🤖 see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 "
        + "melting_face 🫠 saluting_face 🫡";

    private const string People =
        "+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 raised_hand ✋ vulcan_salute 🖖 v ✌️ crossed_fingers 🤞 metal 🤘 "
        + "call_me_hand 🤙 point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 fist ✊ facepunch 👊 clap 👏 raised_hands 🙌 "
        + "open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 eyes 👀 brain 🧠 ear 👂 shrug 🤷 facepalm 🤦 bow 🙇 "
        + "raising_hand 🙋 technologist 🧑‍💻 detective 🕵️ ninja 🥷 superhero 🦸 zombie 🧟 dancer 💃 running 🏃 walking 🚶 family 👪 "
        + "baby 👶 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍 "
        + "broken_heart 💔 two_hearts 💕 sparkling_heart 💖 hundred 💯 100 💯 anger 💢 boom 💥 dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤 "
        + "speech_balloon 💬 thought_balloon 💭 kiss 💋";

    private const string Nature =
        "dog 🐶 cat 🐱 mouse 🐭 rabbit 🐰 fox_face 🦊 bear 🐻 panda_face 🐼 koala 🐨 tiger 🐯 lion 🦁 cow 🐮 pig 🐷 frog 🐸 monkey 🐒 "
        + "chicken 🐔 penguin 🐧 bird 🐦 duck 🦆 eagle 🦅 owl 🦉 wolf 🐺 horse 🐴 unicorn 🦄 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 ant 🐜 "
        + "spider 🕷️ turtle 🐢 snake 🐍 octopus 🐙 crab 🦀 fish 🐟 dolphin 🐬 whale 🐳 shark 🦈 elephant 🐘 camel 🐫 sloth 🦥 otter 🦦 "
        + "hedgehog 🦔 cactus 🌵 christmas_tree 🎄 evergreen_tree 🌲 seedling 🌱 four_leaf_clover 🍀 maple_leaf 🍁 mushroom 🍄 bouquet 💐 "
        + "rose 🌹 sunflower 🌻 cherry_blossom 🌸 tulip 🌷 earth_africa 🌍 full_moon 🌕 crescent_moon 🌙 sunny ☀️ partly_sunny ⛅ cloud ☁️ "
        + "rainbow 🌈 umbrella ☔ zap ⚡ snowflake ❄️ snowman ⛄ fire 🔥 droplet 💧 ocean 🌊 star ⭐ star2 🌟 sparkles ✨ comet ☄️";

    private const string Food =
        "apple 🍎 banana 🍌 grapes 🍇 watermelon 🍉 strawberry 🍓 cherries 🍒 peach 🍑 pineapple 🍍 lemon 🍋 avocado 🥑 tomato 🍅 "
        + "carrot 🥕 corn 🌽 hot_pepper 🌶️ bread 🍞 croissant 🥐 pretzel 🥨 cheese 🧀 egg 🥚 bacon 🥓 pancakes 🥞 hamburger 🍔 fries 🍟 "
        + "pizza 🍕 hotdog 🌭 sandwich 🥪 taco 🌮 burrito 🌯 sushi 🍣 ramen 🍜 spaghetti 🍝 salad 🥗 popcorn 🍿 icecream 🍦 doughnut 🍩 "
        + "cookie 🍪 birthday 🎂 cake 🍰 chocolate_bar 🍫 candy 🍬 honey_pot 🍯 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine_glass 🍷 "
        + "cocktail 🍸 champagne 🍾 clinking_glasses 🥂 milk_glass 🥛 salt 🧂";

    private const string Things =
        "tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 trophy 🏆 medal_sports 🏅 1st_place_medal 🥇 soccer ⚽ basketball 🏀 tennis 🎾 "
        + "dart 🎯 bowling 🎳 video_game 🎮 game_die 🎲 jigsaw 🧩 art 🎨 musical_note 🎵 headphones 🎧 guitar 🎸 microphone 🎤 "
        + "movie_camera 🎥 camera 📷 tv 📺 iphone 📱 computer 💻 keyboard ⌨️ desktop_computer 🖥️ printer 🖨️ floppy_disk 💾 battery 🔋 "
        + "bulb 💡 flashlight 🔦 candle 🕯️ wrench 🔧 hammer 🔨 gear ⚙️ toolbox 🧰 magnet 🧲 scissors ✂️ pushpin 📌 paperclip 📎 link 🔗 "
        + "lock 🔒 unlock 🔓 key 🔑 mag 🔍 bell 🔔 no_bell 🔕 mega 📣 loudspeaker 📢 hourglass ⌛ alarm_clock ⏰ stopwatch ⏱️ calendar 📅 "
        + "date 📅 memo 📝 pencil2 ✏️ book 📖 books 📚 newspaper 📰 envelope ✉️ email 📧 package 📦 inbox_tray 📥 clipboard 📋 chart 📈 "
        + "chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 file_folder 📁 moneybag 💰 credit_card 💳 gem 💎 "
        + "pill 💊 syringe 💉 microscope 🔬 telescope 🔭 dna 🧬 test_tube 🧪 bomb 💣 shield 🛡️ rocket 🚀 airplane ✈️ car 🚗 bus 🚌 "
        + "bike 🚲 train 🚆 ship 🚢 construction 🚧 vertical_traffic_light 🚦 house 🏠 office 🏢 hospital 🏥 school 🏫 tent ⛺ "
        + "beach_umbrella 🏖️ mountain ⛰️ world_map 🗺️ crystal_ball 🔮 broom 🧹 ticket 🎫";

    private const string Signs =
        "white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ warning ⚠️ no_entry ⛔ "
        + "no_entry_sign 🚫 stop_sign 🛑 question ❓ exclamation ❗ bangbang ‼️ interrobang ⁉️ heavy_plus_sign ➕ heavy_minus_sign ➖ "
        + "recycle ♻️ infinity ♾️ radioactive ☢️ biohazard ☣️ arrow_up ⬆️ arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ "
        + "arrows_counterclockwise 🔄 rewind ⏪ fast_forward ⏩ arrow_forward ▶️ pause_button ⏸️ red_circle 🔴 orange_circle 🟠 "
        + "yellow_circle 🟡 green_circle 🟢 large_blue_circle 🔵 purple_circle 🟣 black_circle ⚫ white_circle ⚪ new 🆕 free 🆓 ok 🆗 "
        + "cool 🆒 up 🆙 sos 🆘 information_source ℹ️ copyright ©️ tm ™️ checkered_flag 🏁 triangular_flag_on_post 🚩 rainbow_flag 🏳️‍🌈 "
        + "pirate_flag 🏴‍☠️";

    /// <summary>The emoji of the picker, in groups.</summary>
    public static IReadOnlyList<EmojiGroup> Groups { get; } =
    [
        new(EmojiTopic.Faces, Read(Faces)), new(EmojiTopic.People, Read(People)), new(EmojiTopic.Nature, Read(Nature)),
        new(EmojiTopic.Food, Read(Food)), new(EmojiTopic.Things, Read(Things)), new(EmojiTopic.Signs, Read(Signs)),
    ];

    private const int LongestName = 32;

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByName = Groups
        .SelectMany(group => group.Emoji).ToDictionary(emoji => emoji.Name, emoji => emoji.Character, StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The emoji of a <c>:name:</c> that begins at a place in a text, and the length of that name with its colons.</summary>
    public static (string Character, int Length)? At(ReadOnlySpan<char> text, int start)
    {
        var rest = text[(start + 1)..Math.Min(text.Length, start + 2 + LongestName)];
        var end = rest.IndexOf(':');
        return end > 0 && ByName.TryGetValue(rest[..end], out var character) ? (character, end + 2) : null;
    }

    private static Emoji[] Read(string table) => [.. table.Split(' ').Chunk(2).Select(pair => new Emoji(pair[0], pair[1]))];
}
