//! The words that begin with an h aspiré, before which nothing elides: *le haricot*, *de hachage*.
//!
//! French has no rule for them: this is a list of our own. An entry is a word with its plural (*héros*, but *l'héroïne*), or, with a star, a family:
//! every word that begins so (`hach*`: *hache*, *hacher*, *hachage*); with a plus, the forms of a verb in -er (`hum+`: *hume*, *humait*, but *l'humain*). The longest entry that fits decides, so that a mute word may stand within a family
//! (*huit*, *huitaine*, but *l'huître*). Where usage is divided (*hiéroglyphe*, *hyène*, *hitlérien*) the word is left mute. Names of scientists and places stand here too, where usage keeps *de* before them (*l'espace de Hilbert*).

use std::collections::HashMap;
use std::sync::OnceLock;

const ASPIRATED: &str = "
ha habanera habanéra hach* hacienda hack* haddock hadith hadj* hadoop hadron* hagard* haggis hague haha haie haiku haillon* hain* haire hais hait hajj
haka hakama hakka hal+ halage halal halbi halbran* halbrené* halde halecret haler* halet* haleu* half* hall hallage halle hallebard* hallier
hallstatt* halo haloir halte* halva halèt* hamac hamada hambourg* hamburger hameau hamelet hammam hamman hammerless hamming hampe hamster han hanap
hanbalite hanch* hand* hangar hangeul hangul hanja hanneton* hanoi hanovr* hanoï hans hansart hanse hansom hanséat* hant* hanzi haoussa happ*
haquebute haquenée haquet hara-kiri harakiri haram harangu* haras harass* harcel* harcèl* hard* harem hareng* haret harfang hargn* haricot* haridelle
harissa harka harki* harle harnach* harnais harnois haro harouelle harp* harraga harry hart harvard hasard* hasch haschich* haschisch* hase hash*
haskell hasse hassidi* hauban* haubert* hausa hauss* haut* hav+ havage havan* haveneau havenet haveu* havi* havrais* havre* havî* haye hayon hazara
hazard* haï* header* headline* heap* heartbeat* heaum* heidegger* heimatlos* hein heisenberg hello hem henn* henry herch* herni* hers* hertz*
hesbignon* hess* heum heurt* hi hi-* hibou* hic hickory hidden hideur hideus* hideux hidjab hie hiement hifi high* hihan hijab hijra hilbert* hile
hindi* hinterland hip hip-* hippie hippy hipster hiragana hiss* hit hit-* hitch* hitparade hittite hiérarch* hiérarqu* ho hoare hobb* hobereau hocco
hoch* hockey* hodgkin* hodja hodjatoleslam hogan hogner* hohenzollern* hold-* holding holdup holland* hollywood* holster holà homard* home home-*
homejacking homepage* homespun honchet hondur* hong* honni* honnî* honshu hont* hook* hooligan* hop hop-* hopak hopcroft hoqu* horde* horion hormis
horner hors hors-* horsain* horse* horsin horst host hosting hostname* hot hot-* hotdog* hotfix* hotline* hotplug* hotspot* hotte* hottée hotu hou*
hover* how-* howto* hoyau hu+ huard huart hub hublot huch* huerta huffman hugolâtr* huguenot* huhau huit* hull hulott* hulul* hum hum+ humage hun hune
hunier hunnique hunter hupp* huque hurdle* hure hurl* huron* hurrah* hurricane huskies husky hussard* husserl* hussit* hutin* hutt* hutu* hype hâbl*
hâl* hât* hâve hèl* hère hé hél+ hélas héraut hériss* héron* héros hêtr*
";

/// Mute words within an aspirated family.
const MUTE: &str = "haïti* huître* huitre* huîtri* huitri* hélépole*";

/// The endings of a verb in -er.
const ENDINGS: [&str; 36] = [
    "er", "ant", "é", "és", "ée", "ées", "e", "es", "ons", "ez", "ent", "ais", "ait", "ions",
    "iez", "aient", "ai", "as", "a", "âmes", "âtes", "èrent", "erai", "eras", "era", "erons",
    "erez", "eront", "erais", "erait", "erions", "eriez", "eraient", "asse", "ât", "assent",
];

/// Whether the word, lower case and beginning with h, has an h aspiré.
pub(super) fn is_aspirated(word: &str) -> bool {
    // The key is what every word of the entry begins with; the values: the mark after it, and whether the h is aspirated.
    static ENTRIES: OnceLock<HashMap<&'static str, (&'static str, bool)>> = OnceLock::new();
    let entries = ENTRIES.get_or_init(|| {
        let marked = |list: &'static str, aspirated| {
            list.split_whitespace().map(move |entry| {
                let key = entry.trim_end_matches(['*', '+']);
                (key, (&entry[key.len()..], aspirated))
            })
        };
        marked(ASPIRATED, true).chain(marked(MUTE, false)).collect()
    });
    let ends = word
        .char_indices()
        .map(|(start, c)| start + c.len_utf8())
        .rev();
    let mut fitting = ends.filter_map(|end| {
        let &(mark, aspirated) = entries.get(&word[..end])?;
        let rest = &word[end..];
        let fits = match mark {
            "*" => true,
            "+" => is_ending(rest),
            _ => ["", "s", "x"].contains(&rest),
        };
        fits.then_some(aspirated)
    });
    fitting.next().unwrap_or(false)
}

fn is_ending(rest: &str) -> bool {
    // *-asses*, *-assions*, *-assiez* are rare enough to be made rather than listed.
    ENDINGS.contains(&rest)
        || rest
            .strip_prefix("ass")
            .is_some_and(|rest| ["es", "ions", "iez"].contains(&rest))
}
