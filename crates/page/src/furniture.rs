//! Lines that belong to the page and not to the article, known by their words.
//!
//! Each kind is a list of whole-line patterns. They name the furniture of many sites in the words that
//! sites share ("Related readings", "Most read", "0 Comments"), never one site.
//!
//! Where a repeated class stands for letters it takes all that is not ASCII for them: the classes of
//! Unicode, repeated, make automata that take longer to build than a page to read.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{RegexSet, RegexSetBuilder, SetMatches};

/// What a line of furniture does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Furniture {
    /// Heads what follows an article: related items, most-read lists, comments.
    Closes,
    /// Heads a list of other items that stands inside an article ("Read also").
    Related,
    /// Share buttons, print, font size, account links.
    Button,
    /// Cookie, newsletter, subscription, copyright, advertising and legal notices.
    Notice,
    /// A photograph's credit or caption.
    Credit,
    /// Unfilled template code.
    Template,
    /// A bare number, a counter, a clock.
    Counter,
    /// Byline, date line, section path: what stands between title and body.
    Header,
}

/// How a pattern begins that asks for words anywhere in a line. It reads a line to its end; the others leave
/// most lines within a few characters.
const ANYWHERE: &str = "^.*";

/// A kind of line and what tells it.
struct Kind {
    furniture: Furniture,
    /// Longest line that is held against the patterns, in bytes.
    longest: usize,
    /// The patterns that begin at the line's first word.
    from_start: RegexSet,
    /// Which of [`Kinds::anywhere`] are of this kind.
    anywhere: Range<usize>,
}

struct Kinds {
    /// In the order in which they are tried.
    each: Vec<Kind>,
    /// The patterns of all kinds that begin with [`ANYWHERE`], so that a line is read once for all of them.
    anywhere: RegexSet,
}

impl Kinds {
    fn of(lists: &[(Furniture, usize, &[&str])]) -> Self {
        let mut all = Vec::new();
        let each = lists
            .iter()
            .map(|(furniture, longest, patterns)| {
                let (anywhere, from_start): (Vec<&str>, Vec<&str>) = patterns
                    .iter()
                    .partition(|pattern| pattern.starts_with(ANYWHERE));
                let before = all.len();
                all.extend(anywhere);
                Kind {
                    furniture: *furniture,
                    longest: *longest,
                    from_start: set(&from_start),
                    anywhere: before..all.len(),
                }
            })
            .collect();
        Self {
            each,
            anywhere: set(&all),
        }
    }

    fn of_line(&self, line: &str) -> Option<Furniture> {
        // Which match is a slower question than whether one does, and most lines match none.
        let anywhere = self
            .anywhere
            .is_match(line)
            .then(|| self.anywhere.matches(line));
        self.each
            .iter()
            .filter(|kind| line.len() <= kind.longest && is_possible(kind.furniture, line))
            .find(|kind| {
                let matches = |set: &SetMatches| kind.anywhere.clone().any(|at| set.matched(at));
                anywhere.as_ref().is_some_and(matches) || kind.from_start.is_match(line)
            })
            .map(|kind| kind.furniture)
    }
}

fn set(patterns: &[&str]) -> RegexSet {
    // ASCII word boundaries: with Unicode's, one other character sends the whole line to a slower engine.
    RegexSetBuilder::new(patterns.iter().map(|p| p.replace(r"\b", r"(?-u:\b)")))
        .case_insensitive(true)
        .size_limit(64 << 20)
        .dfa_size_limit(32 << 20)
        .build()
        .expect("the patterns are fixed")
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    Kinds::of(&[
        (Furniture::Template, LONGEST_SHORT, TEMPLATES),
        (Furniture::Related, LONGEST_SHORT, RELATED),
        (Furniture::Closes, LONGEST_SHORT, CLOSES),
        (Furniture::Credit, LONGEST_SHORT, CREDITS),
        (Furniture::Notice, LONGEST, NOTICES),
        (Furniture::Notice, LONGEST_SHORT, APPEALS),
        (Furniture::Counter, LONGEST_SHORT, COUNTERS),
        (Furniture::Button, LONGEST_SHORT, BUTTONS),
        (Furniture::Header, LONGEST_SHORT, HEADERS),
    ])
});

const TEMPLATES: &[&str] = &[
    r"\{\{.*|\{%.*%\}|^\s*\$\{|<%.*%>|^\[\[.*\]\]$|%%\w+%%|^\s*function\s*\(|^\s*(?:var|window\.)\s?\w+.*[={]",
];

const CLOSES: &[&str] = &[
    r"^(?:the )?(?:top|latest|more|other|recent|breaking|trending|hot|popular|featured|editor'?s?'?|today'?s|must.?read) (?:top )?(?:stories|news|headlines|articles|posts|picks|videos|topics|reads|world news|from\b.*|in\b.*|on\b.*|stories\b.*|news\b.*|headlines\b.*|articles\b.*)\s*:?\W{0,3}$",
    r"^(?:most|top) (?:read|viewed|popular|shared|commented|emailed|recent|discussed|watched|clicked)\b.*$",
    r"^(?:popular|trending|latest|recommended|recommendations|highlights|editors.? (?:picks?|choice)|what'?s (?:new|hot|trending)|don'?t miss|in other media|partner news|sponsored(?: (?:content|links|stories))?|promoted(?: (?:content|stories))?|around the web|from (?:the|our) (?:web|partners?|archives?)|elsewhere on .*|infographics?|photo gallery|galleries|multimedia|in pictures|in case you missed it|news feed|newsfeed|up next|next (?:article|story|post|up)|previous (?:article|story|post)|prev(?:ious)?|next)\s*:?\W{0,3}(?:now|today|this week|for you|stories|posts|articles)?$",
    r"^(?:you (?:may|might|could|will|'ll)(?: also)? (?:like|love|enjoy|be interested in|have missed)|we (?:also )?recommend|recommended (?:for you|reading|stories|articles|videos)|more (?:for you|like this|to (?:read|explore|discover)|you may like|stories|coverage|information)|read (?:next|more (?:about|from|on|stories)\b.*)|keep reading|continue reading|up next|explore more|see also from .*)\s*:?\W{0,3}$",
    r"^(?:view |show |read |see |load |post |add |leave |all |write )?(?:a |the |your |all |\(?\d+\)? )?(?:comments?|repl(?:y|ies)|discussion|responses?|readers?.? comments?|user comments|your comment)(?: (?:\(?\d+\)?|section|policy|below|on\b.*|to\b.*|are closed.*|closed))?\s*:?\W{0,3}$",
    r"^(?:go to forum|join the (?:conversation|discussion|debate)|have your say|what do you think\?|start the (?:conversation|discussion)|be the first to comment|leave a (?:reply|comment|response).*|post (?:a )?(?:new )?comment.*|log ?in to (?:comment|reply|post).*|please (?:log|sign) ?in .*comment.*|submit (?:a )?(?:comment|story|correction)|your email address will not be published.*|required fields are marked.*|comments (?:are )?(?:closed|powered by .*)|disqus.*|powered by .*)\W{0,3}\d{0,5}(?:\s?comments?)?$",
    r"^(?:about (?:the |this )?(?:authors?|writers?|us|site)|author(?:'s)? bio|more (?:from|by) (?:the )?(?:this )?(?:author|section|category|publisher)|written by|contact (?:the author|us|information)|media contacts?|press contacts?|notes? to editors|editor'?s notes? ?:?|references|footnotes|sources|bibliography|works cited|further reading|external links|resources|see also)\s*:?$",
    r"^(?:newsletters?|subscribe(?: (?:now|today|here|to\b.*))?|sign ?up(?: (?:now|today|here|for\b.*|to\b.*))?|stay (?:informed|connected|up ?to ?date|in touch|tuned)\b.*|get (?:the|our) (?:latest|newsletter|daily|best|app)\b.*|follow us(?: on\b.*)?|connect with us|download (?:our|the) app\b.*|join (?:our|us)\b.*|never miss a\b.*|like what you.re reading.*|enjoyed this .*)\W{0,3}$",
    r"^(?:site ?map|site index|footer|our sites|services|company|corporate|legal|sections|categories|archives?|navigation|main menu|menu|quick links|useful links|back to (?:the )?top|top of page|international editions?|editions?|european edition|our (?:company|partners|network|brands)|tools|blogroll|meta|calendar|advertise with us|work with us|follow|topics in this (?:article|story)|show more|load more|more news|see more|view more|view all|see all)\W{0,3}$",
    r"^(?:реклама|комментарии|похожие|читайте также|mehr zum thema|lesen sie auch|kommentare|à lire aussi|lire aussi|commentaires|lea también|comentarios|relacionad[ao]s|leia (?:também|mais)|veja também|leggi anche|commenti)\s*:?\W{0,3}$",
];

const RELATED: &[&str] = &[
    r"^(?:our )?related (?:[a-z]+ ){0,2}(?:roundups?|services|topics|coverage|articles|stories|readings?|posts|guides?|pages|resources)\b[^.!?]{0,60}$",
    r"^(?:you )?(?:can|may|should|must) also read\b.*$",
    r"^(?:also|more|elsewhere) (?:on|in|from|at) (?:the |our )?[\x20&'a-z\u{80}-\u{10FFFF}]{2,30}:?$",
    r"^(?:related|similar)(?: (?:articles?|stories|posts?|news|content|topics?|links?|items?|coverage|readings?|products|tags|companies|stocks|videos?|searches))?\s*:?\W{0,3}$",
    r"^(?:related|similar|more|further|other|recommended|suggested)\s(?:readings?|coverage|stories|articles?|news|links?|topics?|content|videos?|reports?|posts?)\s*:.*$",
    r"^(?:read|see|watch|also read|see also|read also|also see|also on\b.*|read more|learn more|related|recommended|more|must read|don'?t miss|editor'?s pick|listen|in pictures|in depth|background|explainer|analysis|opinion|photos|video|gallery|check out|click here|find out more|trending|popular|suggested|also|next|previous|advert(?:isement)?)\s*(?:[:|»>→▶►]|–|—|-\s).*$",
    r"^(?:read|see|watch) (?:also|more|next|this)\W*$",
    r"^(?:read (?:more|also|the full\b.*|our\b.*|next|full (?:story|article))|see also|also read|learn more|find out more|click (?:here|to\b).*|continue reading.*|full (?:story|coverage).*|more (?:details|info(?:rmation)?)|view (?:more|all|gallery|photos|slideshow|full).*|watch (?:the )?(?:video|now|live|more).*|(?:more|read more) (?:on|about|from) .+|jump to .+|skip to .+)\W*$",
    r"^(?:»|>|→|▶|►|➔|⇒|≫|↗|\+|•|·|\*)+\s*(?:read|see|more|also|related|watch)\b.*$",
    r"^.*(?:»|>>|→|▶|►|➔|≫)+\s*$",
];

const CREDITS: &[&str] = &[
    r"^.*[.!?]\s+(?:photo|photograph|image|picture|illustration)s? (?:by|courtesy of|credit)\b\s?:?.{2,60}$",
    r"^(?:in )?this .{0,60}\b(?:file photo|handout photo|(?:photo|image|picture) (?:released|provided|made available|taken from))\b.*$",
    r"^[\[(]?(?:photo|photograph|image|picture|illustration|graphic|video|file photo|photo credit|image credit|credit|photo by|image by|pictured?|photo source|image source|getty images?|file (?:photo|image|picture))s?\s*(?:credits?|courtesy(?: of)?|by|from|source|copyright|:|/|\||©|–|—|-).*$",
    r"^(?:©|\(c\))\s.*(?:photo|image|getty|reuters|epa|shutterstock|file|via)\b.*$",
    r"^.*[(\[/—–|-]\s*(?:photo|image|picture|file photo|credit|photo credit|image credit|pic|courtesy)\s*(?:by|of|:|/|courtesy|credit|©|-).*[)\]]?\W*$",
    r"^(?:(?:ap|afp|epa|upi|reuters|getty|shutterstock|istock|bloomberg|xinhua|tass|sputnik|pa|dpa|efe|alamy|unsplash|flickr)\s?(?:photos?|images?|file photo|archive|pictures)?(?:\s?[/,|–-]\s?.*)?|.+\s?/\s?(?:ap|afp|epa|upi|reuters|getty images|getty|shutterstock|bloomberg|xinhua|tass|sputnik|pool|alamy|istock|istockphoto|file|the .+))$",
    r"^.*\(?(?:via getty images|/getty images|getty images\)?|ap photo(?:/[^)]*)?\)?|reuters/(?-i:[A-Z])[^.)]{2,40}\)?|shutterstock(?:\.com)?\)?|file photo\)?|handout\)?|afp photo\)?|epa-efe\)?|/shutterstock|istockphoto\)?|depositphotos(?:\.com)?.*)\W*$",
    r"^(?:in this (?:file |handout |undated )?(?:photo|image|picture|photograph)\b.*|(?:photo|image|picture|video) \d+ of \d+.*|\d+ of \d+.*|click to (?:enlarge|expand|zoom|view).*|enlarge (?:this )?(?:image|photo)?.*|(?:hide|show|view|see|toggle) (?:the )?captions?.*|slideshow.*|caption.*|image \d.*|fullscreen|.* is seen in this .*)$",
];

/// What a site says of its rights, its cookies and its pages.
const NOTICES: &[&str] = &[
    r"^(?:©|\(c\)|&copy;|copyright)\b?.*$",
    r"^.*\ball rights reserved\b.*$",
    r"^.*(?:this material may not be published|may not be reproduced|reproduction (?:in whole|without|is prohibited)|without (?:the )?(?:prior |express |our )*(?:written )?(?:permission|consent)|terms (?:of (?:use|service)|and conditions|& conditions)|privacy policy|privacy notice|cookie (?:policy|notice|settings|preferences)|do not sell my).*$",
    r"^.*\b(?:we|this (?:web)?site|our (?:web)?site|our partners) (?:and our partners )?uses? (?:tracking )?cookies\b.*$",
    r"^.*\b(?:accept (?:all )?(?:the )?cookies|use of cookies|cookie consent|by (?:continuing to (?:use|browse)|using (?:this|our) site|signing up|clicking|subscribing|submitting|providing your)|you agree to (?:our|the)|you consent to|i agree to)\b.*$",
    r"^(?:advert(?:isement|ising|orial|s)?|ads?|ad (?:feedback|choices|by .*)|sponsored(?: by .*)?|promoted|story continues(?: below)?.*|article continues (?:below|after).*|continues? (?:below|after) (?:this )?ad.*|scroll (?:down )?(?:to|for).*|report (?:this )?ad.*|remove ads?.*|loading\W*.*|please wait\W*|(?:this (?:video|content|page|embed|browser)|the video|video).*(?:not (?:supported|available)|unavailable|could not be|cannot be|can't be|is not)\b.*)$",
    r"^(?:this (?:article|story|post|report|piece|content) (?:was|is|has been|first|originally|appeared|may).*(?:published|appeared|updated|translated|corrected|produced|syndicat|reproduced|republished|rewritten|distributed|provided|created).*|(?:first |originally )?(?:published|posted|appeared|printed) (?:on|in|at|by) .*|(?:reporting|additional reporting|writing|editing|edited|compiled|translated|with (?:additional )?(?:reporting|inputs?|files)) (?:by|from) .*|(?:our standards|standards): .*|\(?(?:reporting|editing|writing|additional reporting|with inputs? from|inputs? from|with agency inputs?|with agencies)\b[^.]{0,200}\)?\.?)$",
    r"^(?:views expressed|the (?:views|opinions|content)|disclaimer|disclosure|opinions expressed|correction|clarification|editor.s note)\b.*(?:expressed|own|reflect|:|necessarily).*$",
];

/// What a site asks of its readers. A long sentence that holds such words is no appeal.
const APPEALS: &[&str] = &[
    r"^join (?:our |over |more than )?[\d,.]+\+? (?:other )?(?:[a-z]+ )?(?:subscribers|readers|members|followers)\b.*$",
    r"^.*\b(?:sign up (?:for|to) (?:our|the|receive|get)|subscribe (?:to|for) (?:our|the|more|full|free|unlimited)|subscribe (?:now|today)|(?:our|free|daily|weekly|morning) (?:e-?mail )?newsletter|delivered (?:straight |directly |right )?to your inbox|newsletter\b.*\byour inbox|straight to your inbox|in your inbox|enter your e-?mail|your e-?mail address|unsubscribe|already (?:a (?:subscriber|member)|subscribed|have an account)|log ?in to (?:your|continue|read)|create (?:an|a free) account|free trial|support (?:our|independent|quality) journalism|become a (?:member|subscriber|supporter|patron)|make a donation|ad.?blocker?|disable your|enable javascript|javascript (?:is|must|to)|your browser|upgrade your browser|turn on notifications|push notifications)\b.*$",
    r"^.*\b(?:follow (?:us|me|him|her|@?\w+(?: \w+)?) (?:on|at|via)|like us on|find us on|join us on|connect with (?:us|me)|download (?:the|our) .*app|available on (?:the )?(?:app store|google play|itunes)|listen on (?:apple|spotify)|watch (?:us )?on youtube)\b.*$",
    r"^.*\b(?:we may (?:earn|receive|get) (?:an? )?(?:affiliate )?(?:commission|compensation)|affiliate (?:commission|links?|disclosure|partner)|as an amazon associate|independently (?:review|selected|select)|this (?:article|post|page|site) (?:may )?contains? affiliate)\b.*$",
    r"^(?:have (?:a|any) (?:tip|story|question|comment|news)|got a (?:tip|story)|do you have|send (?:us|your)|contact (?:the )?(?:reporter|writer|author|us|editor|newsroom)|e-?mail (?:us|the|him|her)|write to|to (?:contact|reach|report|comment|submit|subscribe)|for (?:more|further) (?:information|news|details|stories|on|about|inquiries)|reach (?:the )?(?:reporter|writer|him|her)|click here|tap here|visit (?:our|the|us|www)|if you (?:have|would like|are having|spot|see|found|liked|enjoyed|want|wish|need))\b.*(?:@|www\.|https?:|\.com|here|comment|below|newsletter|inbox|subscribe|e-?mail|editor|click|contact us|feedback).*$",
];

const BUTTONS: &[&str] = &[
    r"^\W*(?:(?:share|tweet|pin|e-?mail|mail|print|save|copy(?: link| url)?|link ?copied!?|url ?copied!?|link|like|send|post|follow|bookmark|comments?|facebook|twitter|x|threads|bluesky|mastodon|myspace|yahoo!?|linkedin|mixx|digg|reddit|pinterest|tumblr|whatsapp|telegram|viber|vk(?:ontakte)?|odnoklassniki|messenger|skype|line|wechat|weibo|instagram|youtube|rss|google\+?|google plus|stumbleupon|delicious|del\.icio\.us|flipboard|pocket|instapaper|buffer|xing|sms|tiktok|snapchat|evernote|livejournal|newsvine|technorati|messenger|blogger|friendfeed|orkut|more|click|options|sharing|show|on|to|via|by|this|article|story|page|post|with|us|a|an|your|the|friends?|it|now|opens|in|new|window|tab|icon|button|social|media|and|or|in new window|text size|font size|size|a\+|a-|aaa|\d+|shares?|views?|likes?|tweets?|give|gift|subscriber|log|republish|download|pdf|cite|translate|listen|search|menu|close|open|home|submit|cancel|reply|report|flag|hide|edit)\b[\s:,.|/!+()•·#@&-]*)+$",
    r"^(?:share|tweet|e-?mail|print|save|recommend|bookmark|send) (?:this|to|with|on|via|it|the)\b.*$",
    r"^(?:sign ?(?:in|up|out)|log ?(?:in|out|on)|register|my account|account settings|subscribe|join|skip to .*|jump to .*|toggle .*|expand .*|collapse .*|open .*menu|close .*|all news|news|world|home|back to .*|go to .*|return to .*|use filter|loading|search|select .*|currency converter|sections|photo|video|audio|photos|videos|live|watch live|listen live|ok|ок|yes|no|submit|apply|reset|done|cancel|dismiss|got it|accept|decline|agree|i agree|allow|deny|not now|maybe later|learn more|read more|more|less|show (?:more|less|all)|view (?:more|all)|see (?:more|all)|load more|next|previous|prev|back|top|up|down|left|right|play|pause|mute|unmute|replay|settings|help|feedback|contact|contact us|about|about us|faqs?|careers|jobs|advertise|press|terms|privacy|cookies|accessibility|sitemap|english|русский|deutsch|français|español)$",
    r"^(?:tags?|topics?|filed under|keywords?|categor(?:y|ies)|posted in|labels?|more on|in this (?:article|story)|mentioned in this (?:article|story)|section|sections)\s*:.*$",
];

const COUNTERS: &[&str] = &[
    r"^[\W\d_]+$",
    r"^\W*\d[\d,.]*\s?[km]?\W*(?:comments?|shares?|views?|likes?|tweets?|pages?(?: in this article)?|photos?|images?|videos?|votes?|readers?|reads?|replies|reactions?|followers?|members?|posts?|min(?:ute)?s?(?: (?:read|ago))?|hours? ago|hrs? ago|days? ago|weeks? ago|months? ago|years? ago|sec(?:onds?)?(?: ago)?|of \d+.*)\W*\d*$",
    r"^.*\b\d+[\s-]?min(?:ute)?s?\.? (?:read|listen|watch)\b.*$",
    r"^(?:go to forum\W*)?\d*\s?comments?\W*\d*$",
    r"^.*>>\s?\d+ comments?$",
    r"^(?:an?|one|two|\d+) (?:minutes?|hours?|days?|weeks?|months?|years?) ago$",
];

const HEADERS: &[&str] = &[
    r"^(?:e-?mail\s?:?\s?|twitter\s?:?\s?)?(?:\S+@\S+\.\S+|@\w+|(?:https?://|www\.|twitter\.com/|facebook\.com/)\S+)$",
    r"^(?:by|from|author|posted by|written by|published by|words by|story by|text by|reported by)\s*:?\s+(?:(?-i:\p{Lu})[\p{L}.'’-]*|and|,|&|de|van|von|al|bin|the|of|for|\||/|\d{4}|staff|reporter|writer|correspondent|editor|news|agencies|@\w+|[\w.]+@[\w.]+|,)(?:[\s,|/&]+(?:(?-i:\p{Lu})[\p{L}.'’-]*|and|&|de|van|von|al|bin|the|of|for|\||/|\d{1,4}|staff|reporter|writer|correspondent|editor|news|agencies|@\w+|[\w.]+@[\w.]+|-|–|—|•|·))*\W*$",
    r"^(?:published|posted|updated|last updated|last modified|modified|created|date|issued|release date|first published|published on|posted on|time|uploaded|revised|reviewed)\b\s*(?:on|at|by|:|-|–)?.*\d.*$",
    r"^(?:you are (?:here|at)|home)\s*[:>/»|›].*$",
    r"^(?:[\x20&'a-z\u{80}-\u{10FFFF}]{2,30}\s?[>»›/|]\s?){2,}.*$",
];

/// Longest line that is held against any pattern, in bytes.
const LONGEST: usize = 400;

/// The same for all but legal notices, which are long sentences.
const LONGEST_SHORT: usize = 200;

/// What kind of furniture `line` is, if its words tell.
pub(crate) fn of_line(line: &str) -> Option<Furniture> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    KINDS.of_line(line)
}

/// Whether a line has the characters without which no pattern of a kind matches: asked first, since most
/// lines have none of them.
fn is_possible(kind: Furniture, line: &str) -> bool {
    match kind {
        Furniture::Template => line.contains(['{', '%', '[', '<', '(', '=']),
        // Without a digit it is a word or two.
        Furniture::Counter => line.len() <= 40 || line.bytes().any(|b| b.is_ascii_digit()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_lines_of_pages() {
        use Furniture::{Button, Closes, Counter, Credit, Header, Notice, Related, Template};
        for (line, kind) in [
            ("Top stories", Closes),
            ("Partner news", Closes),
            ("Most read", Closes),
            ("Related readings:", Related),
            ("Read also", Related),
            ("Comments (12)", Closes),
            ("Go to Forum >>0 Comments", Closes),
            ("You may also like", Closes),
            ("Twitter Facebook Myspace Yahoo! Linkedin Mixx", Button),
            ("Share", Button),
            ("{{item.group_date}}", Template),
            ("{{item.suffix?\", \"+item.suffix:\"\"}}", Template),
            ("© AP Photo/Jane Roe", Credit),
            ("Photo: Reuters", Credit),
            ("The envoys at the harbour. Photo by: 'Jane Roe'.", Credit),
            (
                "This March 28, 2011, file photo shows the embassy in Minsk.",
                Credit,
            ),
            ("Our related services", Related),
            ("Related coverage from The Courier:", Related),
            ("Join 40,000+ subscribers who read us first.", Notice),
            ("Envoys shake hands in Oslo. (AP Photo/Jane Roe)", Credit),
            (
                "Copyright 2011 The Eastern Courier. All rights reserved.",
                Notice,
            ),
            ("We use cookies to improve your experience.", Notice),
            ("Sign up for our daily newsletter", Closes),
            ("17", Counter),
            ("1 pages in this article", Counter),
            ("3 hours ago", Counter),
            ("By Jane Roe", Header),
            ("Updated: 2011-02-14 21:37", Header),
            ("Home > World > Europe", Header),
        ] {
            assert_eq!(of_line(line), Some(kind), "{line}");
        }
    }

    #[test]
    fn leaves_sentences_alone() {
        for line in [
            "Russia and NATO are close to a breakthrough, an official said on Monday.",
            "\"We share the view that talks must go on,\" the minister said.",
            "The two sides signed the agreement in Geneva on Tuesday.",
            "He said the newspapers had printed lies about the treaty.",
            "Read the treaty again, the envoy told reporters, and you will see what was promised.",
            "Related articles of the treaty were struck out, the envoy said.",
            "This photo, the ministry said, was forged.",
            "More than 40 people were killed when shells hit the market.",
            "By Tuesday the two armies had withdrawn from the border.",
            "Related: the word has no meaning in the treaty, lawyers of the ministry argued before the court, and the clause on transit, which both sides had drafted together over the winter, could therefore not bind a state that had never taken part in the talks about it at all.",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
