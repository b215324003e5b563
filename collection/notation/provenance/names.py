"""The words of parties: kinship, titles, roles, firms, auction houses, and what is no name at all."""

import re

_KIN = (
    r"(?:wife|husband|widow|widower|spouse|partner|sons?|daughters?|brothers?|sisters?|father|mother|parents|"
    r"nephews?|"
    r"nieces?|cousins?|uncle|aunt|grandsons?|granddaughters?|grandfather|grandmother|grandchild(?:ren)?|"
    r"child(?:ren)?|heirs?|descend[ae]nts?|estate|famil(?:y|ies)|siblings|stepsons?|stepdaughters?|executors?|"
    r"executrix|"
    r"(?:brother|sister|son|daughter|father|mother)-in-law|relatives?|Witwe|Sohn|Söhne|Tochter|Töchter|Bruder|"
    r"Schwester|"
    r"Neffe|Nichte|Enkel(?:in)?|Erben?|weduwe|zoon|dochter|broer|zuster|echtgenote|erven|erfgenamen|figli[oaie]|"
    r"moglie|vedova|fratello|"
    r"nipote|eredi|hij[oa]s?|viuda|hermano|nieto|herederos|Frau|Mann|Nachfahren|veuve|fils|fille|frère|sœur|neveu|"
    r"nièce|petit-fils|"
    r"petite-fille|épouse|époux|héritiers|descendants)"
)
_DEGREE = (
    r"(?:(?:great[- ]|grand-?|natural |illegitimate |eldest |elder |older |youngest |younger |second |third |first |"
    r"half[- ]|step-?|"
    r"adopted |"
    r"late |former |only |two |three |four |surviving |other ){0,3})"
)
_WHOSE = (
    r"(?:his|her|their|its|whose|dessen|deren|seine?r?|ihre?r?|sa|son|ses|leurs?|zijn|haar|hun|su[ao]|suoi|sus?|"
    r"[Aa]rtist['’]s|"
    r"the (?:latter|former|sitter|artist|donor|preceding|above)['’]s|[A-Z][\w-]+(?: [A-Z][\w-]+)?['’]s)"
)
KINSHIP = re.compile(
    rf"(?:{_WHOSE} {_DEGREE}{_KIN}(?: of the artist)?(?: and (?:{_WHOSE} )?{_DEGREE}{_KIN})?"
    rf"|(?:the )?{_DEGREE}{_KIN} of (?:the )?(?:artist|sitter|donor|above|preceding|latter|previous|former|former "
    rf"owner|preceding owner)"
    r"|the (?:wife|husband|widow(?:er)?|son|daughter|brother|sister|nephew|niece|grandson|"
    r"granddaughter) of [A-Z][^,;()]{2,60}"
    rf"|{_KIN} of [A-Z][^,;()]{{2,60}}|fils du précédent|fille du précédent)(?![\w'’-])"
)
KIN_FIRST = re.compile(rf"(?:{KINSHIP.pattern}),? *", re.IGNORECASE)
ROLE = re.compile(
    r"(?:(?:acting )?as (?:an )?agent(?: for [^,;()]{2,60})?|(?:an? |the |his |her )?(?:art |book |print |private |"
    r"antique )?"
    r"(?:(?:[A-Z]\w+ )?(?:picture|art|book|print|antiquities)[- ]dealer|bookseller and publisher|banker|merchant|"
    r"dealer|agent|retailer|gallery|bookseller|auctioneer|collector|decorator|sitter|artist|printer|publisher|"
    r"owner|proprietor|Kunsthändler|marchand|the artist|the sitter|art historian|antiquaire))s?(?: in [A-Z]\w+)?",
    re.IGNORECASE,
)
COLLECTION = re.compile(
    r"(?:formerly (?=(?-i:[A-ZÀ-Ý]))(?!coll)|(?:formerly |ex[- ])?(?:coll(?:ection|\.)|collezione|colección|"
    r"verz(?:ameling|\.)|sammlung) (?:d[ue] |de la |des |del |della |"
    r"dei |di |van |"
    r"von )?(?=(?-i:[A-ZÀ-Ý]|duc |duque |comte|conde |conte |marqu|marchese |baron|prin[cz]|dr\. ))|"
    r"(?:from |formerly in )?(?:the |in the |private |ex[- ]?)?coll(?:ection|\.)? of (?:the )?|(?:ex )?coll\. |"
    r"(?:in )?(?:the )?possession of (?=the |[A-ZÀ-Ý])|on the (?=art market)|aus dem (?:Besitz|Eigentum) (?:von|des|"
    r"der) (?:Königs )?(?=[A-ZÀ-Ý])|ex-coll\.?:|ex-collection:? |"
    r"(?-i:[cC]ollection (?=[A-ZÀ-Ý][\w.'’-]+ [A-ZÀ-Ýdv]))|ex-coll(?:ection)?[.:]? |Slg\. |Sammlung (?=[A-Z])|"
    r"coll\.:? )",
    re.IGNORECASE,
)
TITLE = re.compile(
    r"(?:(?:\d{1,2}(?:st|nd|rd|th) |the |first |second |third |later |\d\. )?(?:Duke|Duchess|Earl|Countess|Viscount|"
    r"Viscountess|Baron|Baroness|Marquess|Marquis|Lord|Lady|Count|Duc|Duchesse|Comte|Comtesse|Marquise|Prince|"
    r"Princess|"
    r"Graf|Gräfin|Freiherr|Fürst|Herzog|King|Queen|Bt|Bart|Baronet|Esq|Esquire|Elector|Emperor|Landgrave|Margrave)\b"
    r"[^,;()]{0,50}|Jr\.?|Sr\.?|I{2,3}|IV|R\.?A\.?|A\.R\.A\.?|P\.R\.A\.?|M\.?D\.?|Ph\.?D\.?|M\.?P\.?|K\.C\.?|"
    r"K\.?[BC]\.?[EB]\.?|[OC]\.?B\.?E\.?|K\.?G\.?|F\.R\.S\.?|Q\.C\.?|"
    r"(?:prince|princess|duke|duchess|earl|count|countess|marquess|marchioness|viscount|baron|lord|king|queen) of [A-Z]"
    r"[^,;()]{1,40}|"
    r"(?:duc|comte|marquis|baron|vicomte|prince|chevalier|duchesse|comtesse|marquise) (?:de |d['’]|des |du "
    r")[^,;()]{0,40}|"
    r"the (?:Younger|Elder)|(?:&|and) (?:Co|Cie|Sons?|Company|Whitehead|Woods)\b[^,;()]{0,30}|"
    r"(?:[Ii]nc|[Ll]td|LTD|LLC|L\.L\.C|LLP|S\.A|GmbH|Co|Cie|Corp|Limited|Incorporated|KG|AG|S\.p\.A|B\.V|"
    r"Pty)\.?(?: Ltd\.?)?)"
)
PARTNER = re.compile(r"(?:and|And|&) [A-Z][^,;()]{2,60}|[A-Z][a-z]+ (?:and|&) [A-Z][a-z]+")
FIRM_TAIL = re.compile(r"[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)? (?:&|and) [A-Z][\w'’.]+(?: (?:Ltd|Inc|Ltd\.|Inc\.|Co\.))?")
ORGANISATION = re.compile(
    r"\b(?:Galler(?:y|ies)|Galerien?|Galleria|Galería|Museums?|Musée|Museo|Kunsthalle|Kunsthandlung|Kunsthandel|"
    r"Institut"
    r"(?:e|ion)?|University|College|Librar(?:y|ies)|Academy|Society|Association|Department|Dept|Foundation|Trust|"
    r"Fund|Corporation|Films|Securities|Relations|Section|"
    r"Club|Church|Bank|Company|Auctions?|Auctioneers?|Auction House|Shop|Store|Studio|Bookstore|Antiques|"
    r"Fine Arts?|Hotel|"
    r"Hôtel|"
    r"School|Federation|Council|Room|Committee|Collection|Sotheby['’]?s?|Christie['’]?s?|Bonhams|"
    r"Parke[- ]Bernet|Phillips|Enterprises?|Associates|Architects|International|Exhibition)\b"
)
HOUSE = re.compile(
    r"\b(?:Sotheb\w+['’]?s?|Christi?e['’]?s?|Christie|Bonhams|Phillips|Parke[- ]Bernet|Drouot|Lepke|Auctions?|"
    r"Auctioneers?|"
    r"American Art (?:Association|Galleries)|Anderson (?:Art )?Galler|Lempertz|Dorotheum|Fischer|Graupe|Cassirer|"
    r"Helbing|"
    r"Galerie Georges Petit|[Hh]ôtel|Hotel Drouot|Muller|Galleries|Association|Puttick|Heberle|Wertheim|Boerner|"
    r"Böhler|"
    r"Frederik Muller|Freeman|Butterfields?|Doyle|Swann|Skinner|Wright|Palais Galliera|Versteigerungs|Auktions)",
)
TRADED = re.compile(
    r"(?:\b(?:Galler(?:y|ies)|Galerie|Galleria|and Co|Inc|Ltd|Fine Arts?|Kunsthandel|dealer|Knoedler|Duveen|"
    r"Durand-Ruel|Wildenstein|Colnaghi|Agnew|Seligmann|Goupil|Vollard|Rosenberg &)|& (?:Co|Cie|Sons?))\b"
)
STARTS_NAME = re.compile(
    r"[\"'“‘]?(?:[^\W\d_a-z]|\d{1,3}[a-z]*[ ][A-Z]|\d{1,3}[a-z]{3}|(?:the |an? )?(?:artist|donor|sitter|museum|"
    r"private|unknown|unidentified|unnamed|"
    r"anonymous|estate|artist['’]s|family|heirs|executors|trustees|descendants|dealer|(?:baron(?:ne)?|"
    r"(?:vi)?comte(?:sse)?|marquis[ea]?|"
    r"duc|duchesse|prince(?:sse)?|chevalier|abbé|sir|lord|héritiers?) |"
    r"(?:(?:de|di|da|von|van|vom|del|della|du|le|la|les|ter|ten|zu) |d['’])+(?:(?:der|den|dem|het) |l['’]|la |las |"
    r"los )?"
    r"(?=[A-ZÀ-Ý])|de bezetter|hôtel |galerie |musée\b|museo\b|l['’]artiste|marché de l|mercato |mercado |"
    r"kunsthandel\b|privat|"
    r"particuliere |"
    r"coll?e[cz][cz]?i[oó]n|marchese |mar[qc]u[ée]s |cont[ei] |conde |duque |duca |cavaliere |principe |graf |"
    r"freiherr |"
    r"jonkheer |dr\.? |mevr\. |mr\. |jhr\. |prof\. |dhr\. |frau |herr |"
    r"architects|owner|maker|author|art market|art dealer|collection|original|present))",
)
ARTICLE = re.compile(
    r"(?:[Tt]he|die|den|dem|das|der|le|la|les) +(?=[A-ZÀ-Ý]|\d{1,2}(?:st|nd|rd|th) [A-Z])"
    r"|(?:de|het|il|lo|el|los) +(?=[A-ZÀ-Ý]|muse[uo])"
    r"|l['’](?=[A-ZÀ-Ý])"
)
PRIVATE = re.compile(r"(?:private|anonymous|unknown) (?:collection|collector|owner)s? (?:in )?", re.IGNORECASE)
EXHIBITION = re.compile(r"\b(?:Exhibition|Biennial|Biennale|Triennial|Purchase Award)\b")
DEDICATION = re.compile(
    r" (?:in (?:loving )?(?:memory|honou?r|the name) of|and museum purchase|with (?:the )?(?:aid|funds|support|"
    r"help|assistance|contributions)|in the division of finds|in partage|(?:after|before|following) the|"
    r"through (?:the )?funds|"
    r"as an? (?:[\w ]{1,20} )?gift|for (?:his|her|their)|"
    r"for the (?:exhibition|wedding)|to honou?r|during|and (?:sent|transferred|taken|stored|moved|brought|given|then|"
    r"thence|passed|sold|bequeathed|by inheritance|by descent))\b",
    re.IGNORECASE,
)
PROSE = re.compile(
    r"^(?:Inscribed|Signed|Stamped|Label|See|Note|Verso|Recto|Removed|Marked?|Information|On|Procured|This|These|Two|"
    r"In|"
    r"And|Exhibited|"
    r"Classified|Commissioned|Designed|According|Upon|To|Came|Record|Inscription|Created|Executed|After|Before|When|"
    r"While|Because|Also|For|If|As|At|By|Then|Now|Thence|Here|To be)\b|"
    r"\b(?:is|was|were|has|had|have|been|who|which|whom|that|this|these|it|descended|attributed|came|purchased|"
    r"bought|sold|acquired|"
    r"remaining|see|"
    r"according|because|when|where|while|made|used|found|believed|information|recorded|listed|notes?|could|would|may|"
    r"unclear|unknown if|inventory|[Ww]hereabouts|[Ll]ocation unknown|untraced|Verbleib|verschollen|Kriegsverlust|"
    r"localisation|said to|"
    r"reported|began|belonged|retired|acquired|became|married|lived|died|there|"
    r"however|but|if|not|made "
    r"by|inscribed|signed|stamped|label|stamp|with|per)\b"
)
MARK = re.compile(
    r"\(?\[?(?:collector['’]s (?:mark|stamp),? )?(?:L(?:ugt)?\.?,?[ ]?(?:[Ss]uppl?(?:[ée]ment)?\.?,? "
    r"?)?)[ ]?\d{1,5}[a-zA-Z]?(?:[ ]?(?:and|,|&) \d{1,4}[a-z]?)?(?![\w])[^()\[\]]{0,60}\)?\]?"
)
GROUP = re.compile(r"\((?P<inner>[^()]*)\)|\[(?P<square>[^\[\]]*)\]")
ALIAS = re.compile(
    r"(?:née|née?\b|born|formerly|also known as|aka|called|known as|later|later styled|afterwards|previously|geb\.|"
    r"Mrs?\.|Ms\.|Dr\.|Lord|Lady|Sir|later Mrs?\.|i\.e\.|then|subsequently|now)[ ]",
    re.IGNORECASE,
)
HOUSED = re.compile(
    r"(?:Central Collecting Point|[Hh]ôtel|[Mm]usée|[Gg]alerie|Museum|Museo|[Cc]hez|[Cc]ollection|"
    r"Kunsthandel|Galleria)\b"
)
# What begins so is somebody, where a place might stand: "Mary Diamond, Chicago".
PERSON = re.compile(
    r"(?:(?:and )?(?:Mrs?\.?|Ms\.?|Dr\.?|Miss(?:es)?|Sir|Madame|Mme|Gift|Executors?|the (?:Misses|Messrs))\b|[A-Z]\. |"
    r"(?:Adam|Albert|Alexander|Alfred|Alice|Allen|Amy|Andrew|Ann|Anna|Anne|Anthony|Arnold|Arthur|Barbara|Benjamin|"
    r"Bernard|Betty|Carl|Carol|Caroline|Catherine|Charles|Christian|Christopher|Clara|Daniel|David|Donald|Dorothy|"
    r"Edgar|Edith|Edmund|Edward|Edwin|Eleanor|Elizabeth|Ella|Emily|Emma|Eric|Ernest|Erna|Eva|Francis|Franz|Frank|"
    r"Fred|Frederick|Friedrich|Georg|George|Gertrude|Grace|Hans|Harold|Harry|Heinrich|Helen|Henri|Henry|Herbert|"
    r"Hermann|Howard|Hugo|Ida|Irving|Isabel|Jacob|Jacques|James|Jane|Jean|Joan|Johann|John|Joseph|Julia|Julius|"
    r"Karl|Kate|Katherine|Laura|Lawrence|Leo|Leon|Leonard|Lewis|Lily|Louis|Louise|Lucy|Margaret|Maria|Marie|Martha|"
    r"Martin|Mary|Max|Michael|Nathan|Nicholas|Oscar|Otto|Patricia|Paul|Peter|Philip|Pierre|Ralph|Raymond|Richard|"
    r"Robert|Roger|Ruth|Samuel|Sara|Sarah|Sidney|Simon|Stephen|Susan|Theodore|Thomas|Walter|Wilhelm|William) [A-Z])"
)
LONGEST_NAME = 16  # words; more of them are prose
