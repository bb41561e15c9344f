//! The words that begin with an h aspiré, before which nothing elides: *le haricot*, *de hachage*.
//!
//! French has no rule for them: this is a list of our own. An entry is a word with its plural (*héros*, but *l'héroïne*), or, with a star, a family:
//! every word that begins so (`hach*`: *hache*, *hacher*, *hachage*). The longest entry that fits decides, so that a mute word may stand within a family
//! (*huit*, *huitaine*, but *l'huître*). Where usage is divided (*hiéroglyphe*, *hyène*, *hitlérien*) the word is left mute. Names of scientists and places stand here too, where usage keeps *de* before them (*l'espace de Hilbert*).

use std::collections::HashMap;
use std::sync::OnceLock;

const ASPIRATED: &str = "
ha habanera habanéra hach* hacienda hack* haddock hadith hadj* hadoop hadron* hagard* haggis hague haha haie haiku haillon* hain* haire hais hait hajj
haka hakama hakka halage halaient halait halal halant halbi halbran* halbrené* halde hale halecret halent haler* hales halet* haleur half* hall
hallage halle hallebard* hallier hallstatt* halo haloir halte* halva halèt* halé halée halés hamac hamada hambourg* hamburger hameau hamelet hammam
hamman hammerless hamming hampe hamster han hanap hanbalite hanch* hand* hangar hangeul hangul hanja hanneton* hanoi hanovr* hanoï hans hanse hansom
hanséat* hant* hanzi haoussa happ* haquebute haquenée haquet hara-kiri harakiri haram harangu* haras harass* harcel* harcèl* hard* harem hareng* haret
harfang hargn* haricot* haridelle harissa harka harki harle harnach* harnais harnois haro harouelle harp* harraga harry hart harvard hasard* hasch
haschich* haschisch* hase hash* haskell hasse hassidi* hauban* haubert* hausa hauss* haut* havage havan* haveneau havenet haver haveu* havi havir*
havrais* havre* havé havée haye hayon hazara hazard* haï haïe haïk haïku haïr* haïs haïss* header* headline* heap* heartbeat* heaum* heidegger*
heimatlos* hein heisenberg hello hem henn* henry herch* herni* hers* hertz* hesbignon* hess* heum heurt* hi hi-* hibou* hic hickory hidden hideur
hideus* hideux hidjab hie hiement hifi high* hihan hijab hijra hilbert* hile hindi hinterland hip hip-* hippie hippy hipster hiragana hiss* hit hit-*
hitch* hitparade hittite hiérarch* ho hoare hobb* hobereau hocco hoch* hockey* hodgkin* hodja hodjatoleslam hogan hogner* hohenzollern* hold-* holding
holdup holland* hollywood* holster holà homard* home homejacking homepage* homespun honchet hondur* hong* honni* honshu hont* hook* hooligan* hop
hop-* hopak hopcroft hoqu* horde* horion hormis horner hors hors-* horsain horse* horsin horst host hosting hostname* hot hot-* hotdog* hotfix*
hotline* hotplug* hotspot* hotte* hottée hotu hou* hover* how-* howto* hoyau hua huai* huant* huard huart hub hublot huch* hue huent huer* hues huez
huffman hugolâtr* huguenot* huhau huit* hull hulott* hulul* hum humage humaient humait humant hume hument humer humera humerait humes humé humée hun
hune hunier hunnique hunter huons hupp* huque hurdle* hure hurl* huron* hurrah* hurricane huskies husky hussard* husserl* hussit* hutin* hutt* hutu
hué* hype hâbl* hâl* hâte* hâtier hâtif hâtiv* hâve hèle* hère hé héla hélait hélant hélas héler* hélez hélons hélé hélée hélés héraut hériss* héron*
héros hêtr*
";

/// Mute words within an aspirated family.
const MUTE: &str = "huître* huitre* huîtri* huitri* hélépole*";

/// Whether the word, lower case and beginning with h, has an h aspiré.
pub(super) fn is_aspirated(word: &str) -> bool {
    // The key is what every word of the entry begins with; the values: a family or one word, aspirated or mute.
    static ENTRIES: OnceLock<HashMap<&'static str, (bool, bool)>> = OnceLock::new();
    let entries = ENTRIES.get_or_init(|| {
        let lists = [(ASPIRATED, true), (MUTE, false)];
        let entries = lists
            .into_iter()
            .flat_map(|(list, aspirated)| list.split_whitespace().map(move |e| (e, aspirated)));
        entries
            .map(|(entry, aspirated)| {
                (
                    entry.trim_end_matches('*'),
                    (entry.ends_with('*'), aspirated),
                )
            })
            .collect()
    });
    let ends = word
        .char_indices()
        .map(|(start, c)| start + c.len_utf8())
        .rev();
    let mut fitting = ends.filter_map(|end| {
        let &(family, aspirated) = entries.get(&word[..end])?;
        (family || ["", "s", "x"].contains(&&word[end..])).then_some(aspirated)
    });
    fitting.next().unwrap_or(false)
}
