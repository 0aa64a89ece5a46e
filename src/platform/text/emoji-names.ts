/** Short names for emoji as GitHub, Slack and Discourse know them: the common ones, first name first. */
const NAMES = `
😀 grinning|😃 smiley|😄 smile|😁 grin|😆 laughing satisfied|😅 sweat_smile|🤣 rofl|😂 joy|🙂 slightly_smiling_face slight_smile
🙃 upside_down_face|😉 wink|😊 blush|😇 innocent|🥰 smiling_face_with_three_hearts|😍 heart_eyes|🤩 star_struck
😘 kissing_heart|😗 kissing|☺️ relaxed|😚 kissing_closed_eyes|😋 yum|😛 stuck_out_tongue|😜 stuck_out_tongue_winking_eye
🤪 zany_face crazy_face|😝 stuck_out_tongue_closed_eyes|🤑 money_mouth_face|🤗 hugs|🤭 hand_over_mouth|🤫 shushing_face
🤔 thinking|🤐 zipper_mouth_face|🤨 raised_eyebrow face_with_raised_eyebrow|😐 neutral_face|😑 expressionless|😶 no_mouth|😏 smirk|😒 unamused
🙄 roll_eyes|😬 grimacing|🤥 lying_face|😌 relieved|😔 pensive|😪 sleepy|🤤 drooling_face|😴 sleeping|😷 mask
🤒 face_with_thermometer|🤕 face_with_head_bandage|🤢 nauseated_face|🤧 sneezing_face|🥵 hot_face|🥶 cold_face
🥴 woozy_face|😵 dizzy_face|🤯 exploding_head|🤠 cowboy_hat_face|🥳 partying_face|😎 sunglasses|🤓 nerd_face nerd
🧐 monocle_face face_with_monocle|😕 confused|😟 worried|🙁 slightly_frowning_face|☹️ frowning_face|😮 open_mouth|😯 hushed
😲 astonished|😳 flushed|🥺 pleading_face|😦 frowning|😧 anguished|😨 fearful|😰 cold_sweat|😥 disappointed_relieved
😢 cry|😭 sob|😱 scream|😖 confounded|😣 persevere|😞 disappointed|😓 sweat|😩 weary|😫 tired_face|🥱 yawning_face
😤 triumph|😡 rage pout|😠 angry|🤬 cursing_face|😈 smiling_imp|👿 imp|💀 skull|☠️ skull_and_crossbones
💩 poop hankey shit|🤡 clown_face|👻 ghost|👽 alien|👾 space_invader|🤖 robot|😺 smiley_cat|😸 smile_cat|😹 joy_cat
😻 heart_eyes_cat|🙀 scream_cat|😿 crying_cat_face|🙈 see_no_evil|🙉 hear_no_evil|🙊 speak_no_evil|💋 kiss
💌 love_letter|💘 cupid|💝 gift_heart|💖 sparkling_heart|💓 heartbeat|💗 heartpulse|💕 two_hearts|💔 broken_heart|❤️ heart
🧡 orange_heart|💛 yellow_heart|💚 green_heart|💙 blue_heart|💜 purple_heart|🖤 black_heart|💯 100|💢 anger
💥 boom collision|💫 dizzy|💦 sweat_drops|💨 dash|💣 bomb|💬 speech_balloon|💭 thought_balloon|💤 zzz|👋 wave
🤚 raised_back_of_hand|✋ hand raised_hand|🖖 vulcan_salute|👌 ok_hand|✌️ v|🤞 crossed_fingers|🤘 metal|🤙 call_me_hand
👈 point_left|👉 point_right|👆 point_up_2|👇 point_down|☝️ point_up|👍 +1 thumbsup|👎 -1 thumbsdown|✊ fist|👊 facepunch punch
👏 clap|🙌 raised_hands|👐 open_hands|🤝 handshake|🙏 pray|✍️ writing_hand|💪 muscle|👂 ear|👃 nose|🧠 brain|👀 eyes
👶 baby|👦 boy|👧 girl|👨 man|👩 woman|🤦 facepalm man_facepalming woman_facepalming|🤷 shrug man_shrugging woman_shrugging|🏃 running runner|💃 dancer|👥 busts_in_silhouette|🙇 bow bowing_man|🧟 zombie|🐶 dog
🐱 cat|🐭 mouse|🐰 rabbit|🦊 fox_face|🐻 bear|🐼 panda_face|🐮 cow|🐷 pig|🐸 frog|🐵 monkey_face|🐔 chicken|🐧 penguin
🐦 bird|🦄 unicorn|🐝 bee honeybee|🐛 bug|🦋 butterfly|🐌 snail|🐢 turtle|🐍 snake|🐙 octopus|🐠 tropical_fish|🐟 fish|🐡 blowfish|🐬 dolphin
🐳 whale|🐘 elephant|🐎 racehorse|🐑 sheep|🌸 cherry_blossom|🌹 rose|🌻 sunflower|🌱 seedling|🌲 evergreen_tree
🌳 deciduous_tree|🌴 palm_tree|🌵 cactus|🍀 four_leaf_clover|🍁 maple_leaf|🍄 mushroom|🍎 apple|🍌 banana|🍓 strawberry
🍅 tomato|🥑 avocado|🥕 carrot|🌶️ hot_pepper|🍞 bread|🧀 cheese|🍔 hamburger|🍟 fries|🍕 pizza|🌮 taco|🍿 popcorn
🍣 sushi|🍦 icecream|🍩 doughnut|🍪 cookie|🎂 birthday|🍰 cake|🍫 chocolate_bar|☕ coffee|🍵 tea|🍷 wine_glass
🍸 cocktail|🍺 beer|🍻 beers|🥂 clinking_glasses|🍾 champagne|🌍 earth_africa|🌎 earth_americas|🌏 earth_asia
🌐 globe_with_meridians|🏠 house|🏢 office|🏭 factory|🚗 car red_car|🚕 taxi|🚌 bus|🚂 steam_locomotive|🚲 bike|✈️ airplane
🚀 rocket|🛸 flying_saucer|🚢 ship|⚓ anchor|⌛ hourglass|⏳ hourglass_flowing_sand|⌚ watch|⏰ alarm_clock|⏱️ stopwatch
🌙 crescent_moon|☀️ sunny|⭐ star|🌟 star2|☁️ cloud|⛅ partly_sunny|🌧️ cloud_with_rain|🌈 rainbow|☔ umbrella|⚡ zap
❄️ snowflake|⛄ snowman|🔥 fire|💧 droplet|🌊 ocean|🎃 jack_o_lantern|🎄 christmas_tree|🎆 fireworks|✨ sparkles
🎈 balloon|🎉 tada|🎊 confetti_ball|🎁 gift|🏆 trophy|🏅 medal_sports|🥇 1st_place_medal|🥈 2nd_place_medal
🥉 3rd_place_medal|⚽ soccer|🏀 basketball|🎯 dart|🎮 video_game|🎲 game_die|🎨 art|🎵 musical_note|🎶 notes|🎸 guitar
🎤 microphone|🎧 headphones|📱 iphone|📞 telephone_receiver|🔋 battery|🔌 electric_plug|💻 computer|🖥️ desktop_computer
🖨️ printer|⌨️ keyboard|💾 floppy_disk|💿 cd|📷 camera|🎥 movie_camera|📺 tv|🔍 mag|💡 bulb|📖 book open_book|📚 books
📝 memo pencil|📄 page_facing_up|📰 newspaper|🏷️ label|💰 moneybag|💵 dollar|💳 credit_card|📧 e-mail|✉️ email envelope
📦 package|📫 mailbox|✏️ pencil2|📌 pushpin|📎 paperclip|📁 file_folder|📅 date|📆 calendar|📈 chart_with_upwards_trend
📉 chart_with_downwards_trend|📊 bar_chart|📋 clipboard|🔒 lock|🔓 unlock|🔑 key|🔨 hammer|🔧 wrench|🔩 nut_and_bolt
⚙️ gear|🔗 link|🧪 test_tube|⚗️ alembic|📜 scroll|🔪 hocho|🔬 microscope|🔭 telescope|💊 pill|🚪 door|🛠️ hammer_and_wrench|🚧 construction|⚠️ warning
🚫 no_entry_sign|⛔ no_entry|✅ white_check_mark|☑️ ballot_box_with_check|✔️ heavy_check_mark|❌ x|❎ negative_squared_cross_mark
❓ question|❔ grey_question|❗ exclamation heavy_exclamation_mark|❕ grey_exclamation|‼️ bangbang|➕ heavy_plus_sign
➖ heavy_minus_sign|➡️ arrow_right|⬅️ arrow_left|⬆️ arrow_up|⬇️ arrow_down|↩️ leftwards_arrow_with_hook|🔄 arrows_counterclockwise
♻️ recycle|🔁 repeat|▶️ arrow_forward|ℹ️ information_source|🆗 ok|🆕 new|🆒 cool|🆓 free|🔔 bell|🔕 no_bell|📣 mega
📢 loudspeaker|🔊 loud_sound|🔇 mute|🔴 red_circle|🟠 orange_circle|🟡 yellow_circle|🟢 green_circle|🔵 large_blue_circle
⚪ white_circle|⚫ black_circle|🏁 checkered_flag|🚩 triangular_flag_on_post|🏳️ white_flag|©️ copyright|®️ registered|™️ tm
`

/** Name to character. */
export const EMOJI: ReadonlyMap<string, string> = new Map(
  NAMES.trim()
    .split(/[|\n]/)
    .flatMap((entry) => {
      const [drawing, ...names] = entry.split(' ')
      return names.map((name) => [name, drawing!] as const)
    }),
)
