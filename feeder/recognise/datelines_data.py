"""What datelines are made of: names of agencies, stems of months, cities, and words that are no place.

Evidence, not a gate: a dateline of the right shape is recognised without a name from here.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# Names that papers of any language credit, spelled as they are printed (several words: one line each below).
_WORLD = """
AP AFP Reuters Reuter RTR RTRS dpa EFE ANSA Xinhua TASS ITAR-TASS Interfax INTERFAX.RU Sputnik Bloomberg UPI CNN BBC
AA Anadolu Kyodo Jiji Yonhap KNA IPS CNS EPA DPA-AFX AFX PRNewswire ACCESSWIRE Newswire AsiaNet OPTA AGERPRES Adnkronos
ANI PTI IANS Bernama ANTARA KCNA WAM SPA KUNA QNA SANA IRNA ISNA MNA NNA MENA Petra TAP MAP APS Lusa EUROPAPRESS
ThaiNews Ukrinform Interfax-Ukraine RIA Rossiya Belta Trend AZERTAC Kazinform PanARMENIAN Armenpress Handout AlJazeera
ТАСС ИТАР-ТАСС Интерфакс РИА Спутник УНН УНІАН УКРІНФОРМ Укринформ БЕЛТА БТА Тањуг Танјуг Казинформ Ройтерс
CNBC VOA RFI RFE/RL NHK Tasnim Mehr Fars ILNA FNA Angop ACN Inforpress AKIpress Kabar UzA Turan
Report.az Kosovapress KosovaPress ATSH dts MF-DJ Radiocor 9Colonne Teleborsa Nova
Direkt AIP ACI ATOP BERNAMA PNA KPL AKP Montsame MONTSAME LUSA ANGOP Fides SIR Zenit JIJI KYODO
Кабар УзА АЗЕРТАДЖ АРМЕНПРЕСС Арменпресс Тренд Хабар
רויטרס סוכנויות ינט
رويترز الأناضول الاناضول واس وام قنا كونا بترا سانا وكالات وفا واع سبوتنيك شينخوا ایرنا ایسنا مهر تسنیم فارس إفي
新华社 新華社 中新社 中新网 中新網 中央社 共同社 法新社 路透社 美联社 时事社 聯合社 俄新社 塔斯社 中通社
共同 時事 時事通信 聯合ニュース ロイター 연합뉴스 뉴시스 뉴스1 로이터 신화 आईएएनएस एएनआई भाषा वार्ता एजेंसी
""".split()

_WORLD_PHRASES = (
    "Europa Press", "Prensa Latina", "GLOBE NEWSWIRE", "Business Wire", "BUSINESS WIRE", "CNW Group", "PR Newswire",
    "Agence France-Presse", "Associated Press", "The Associated Press", "The Canadian Press", "Canadian Press",
    "Deutsche Presse-Agentur", "Press Association", "Thomson Reuters", "Thomson Reuters Foundation", "Kyodo News",
    "Jiji Press", "Anadolu Agency", "Anadolu Ajansı", "RIA Novosti", "РИА Новости", "ИА Регнум", "Dow Jones",
    "Dow Jones Newswires", "Ritzaus Bureau", "dts Nachrichtenagentur", "Agencia EFE", "EP", "ABC News", "CBS News",
    "Catholic News Service", "Religion News Service", "VOA News", "Radio Free Europe", "أ ف ب", "ا ف ب", "أ.ف.ب",
    "eigen berichtgeving", "eigen verslaggeving", "van onze redactie", "van onze verslaggever",
    "van onze correspondent", "eigener Bericht", "eigene Meldung", "de notre correspondant", "own correspondent",
    "staff reporter", "staff writer",
    "redacción", "la redazione", "egen rapport", "Eigenbericht", "Agenzia Nova", "CNN Indonesia", "CNBC Indonesia",
    "د ب أ", "د ب ا", "أ ش أ", "ا ش ا", "أ ب", "يو بي آي", "خبرگزاری مهر",
)  # fmt: skip

# Names that also mean something else elsewhere: credited in these languages (and in English), doubted in others.
_NATIONAL = {
    "nl fy af de fr": "ANP Belga Novum BuZa",
    "de fr it nl rm": "APA ats sda afd epd KNA ddp dapd sid lni tca ots awp ATS belga APA-OTS Keystone-SDA",
    "fr": "ACP APS AGP AIB AMP Belga LaPresse",
    "sv fi da nb no nn is nl de fr": "TT NTB Ritzau STT STT-Lehtikuva FNB NPK",
    "it": "AGI ANSA-AFP askanews LaPresse AdnKronos DIRE Radiocor Vatican",
    "es": "Notimex Andina ABI AVN Télam Telam NA EP SERVIMEDIA ACAN-EFE Colprensa Agencias",
    "pt": "Lusa Folhapress Estadão ABr AgBrasil",
    "pl cs sk hu": "PAP ČTK CTK TASR SITA MTI KAI ISB",
    "hr sr bs sl mk bg sq": "Hina HINA Tanjug TANJUG Beta BETA FoNet FENA Fena SRNA Srna STA MIA BTA BGNES ATA",
    "ro": "AGERPRES Agerpres Mediafax MEDIAFAX Moldpres Rador",
    "lt lv et": "BNS ELTA LETA",
    "el": "ANA-MPA ANA ΑΠΕ ΑΠΕ-ΜΠΕ ΚΥΠΕ CNA",
    "tr az": "İHA IHA DHA ANKA Hibya AZERTAC APA TRT",
    "vi": "TTXVN VNA VNS",
    "id ms tl fil": "ANTARA Antara Bernama BERNAMA PNA JIBI",
    "en hi bn ur ta te": "PTI ANI UNI IANS APP INP BSS UNB LankaPuvath PPI ONLINE NNI",
    "en sw ha am": "NAN GNA ZANA ENA SUNA KBC AIM PANA SABC NAMPA ANA",
    "es fr": "ACN PL AVN",
    "en": "AAP CP NZPA CNA JTA RNS CNS QMI AMN MTN RPA UNN TNS MCT NYT",
}

# A credit that says itself that it is an agency.
AGENCY_WORDS = frozenset(
    "press presse press-agentur news nieuws newswire newswires wire agency agence agenzia agencia agência agentur "
    "nachrichtenagentur persbureau persdienst bureau byrå byrån nyhetsbyrå nyhedsbureau novosti новости agencija "
    "agentura agencja ajansı haber prensa notícias noticias notizie media service agencies agenturen agences agencias "
    "correspondent redactie desk вести пресс press-service وكالة خبرگزاری".split()
)

# How the names of agencies end, in capitals or not: "Italpress", "FOLHAPRESS".
AGENCY_ENDINGS = ("press", "presse", "prensa", "newswire")

# Folded stems of month names, written out and short, in the languages whose agencies print dates in datelines.
_MONTHS = tuple(
    """
jan feb mar apr may mai maj mei maa mrt mär jun jul aug sep okt oct nov dec dez dic des gen ene janv fév févr avr juin
juil aoû août déc ago set sett out ott mag giu lug gennaio enero ocak şub mart nis mayıs haz tem ağu eyl eki kas ara
tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu led úno bře dub kvě čer srp zář říj lis pro sty
lut kwi cze lip sie wrz paź gru sij velj ožu tra svi lip srp kol ruj stu pros ian iul febr márc ápr máj jún júl szept
sau vas kov bal geg bir lie rug spa lap gru jún jūn jūl jaan veeb märts juuni juuli dets ogos disember mac ogo
янв фев мар апр мая май июн июл авг сен окт ноя дек січ лют бер кві тра чер лип сер вер жов лис гру юни юли јан феб
јун јул авг ное сту кра ліп жні вер кас ліс сне ιαν φεβ μαρ απρ μαϊ μαΐ ιουν ιουλ αυγ σεπ οκτ νοε δεκ
يناير فبراير مارس أبريل ابريل إبريل مايو يونيو يوليو أغسطس اغسطس سبتمبر أكتوبر اكتوبر نوفمبر ديسمبر كانون شباط آذار
نيسان أيار حزيران تموز آب أيلول تشرين جانفي فيفري جوان جويلية أوت محرم صفر ربيع جمادى رجب شعبان رمضان شوال
فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט
ספטמבר אוקטובר נובמבר דצמבר जन फ़र फर मार्च अप्रै मई जून जुला अग सित अक्टू नव दिस tháng
""".split()
)

# Small words inside the names of places.
CONNECTORS = frozenset(
    "de del della delle dei di da do dos das du des la las le les el los y e et en und and of upon on sur sous am an "
    "aan bei in im ob der den van von zu zur op ter ten te tot 't 's a i na nad pod al as bin ibn og och à às au aux "
    "lez lès près и на де над της του y/o dan và".split()
)

# Capitals and cities that much news comes from, folded, in the spellings of several languages: places beyond doubt.
_CITIES = """
abuja|abu dhabi|accra|addis ababa|addis abeba|alger|algiers|amman|amsterdam|ankara|antwerpen|antwerp|asuncion|atene|
athen|athene|athens|athènes|bagdad|baghdad|baku|bangkok|barcelona|basel|beijing|beirut|beiroet|beyrouth|belgrado|
belgrade|belgrad|berlin|berlijn|bern|berne|bogota|bogotá|bonn|boston|brasilia|brasília|bratislava|bremen|brussel|
brussels|brüssel|bruxelles|bruselas|bucharest|boekarest|budapest|boedapest|buenos aires|bukarest|cairo|caïro|canberra|
caracas|chicago|copenhagen|cologne|köln|keulen|colombo|damascus|damaskus|damas|delhi|den haag|dhaka|doha|dortmund|
dresden|dubai|dublin|düsseldorf|edinburgh|essen|frankfurt|gaza|gent|genf|geneva|genève|ginebra|groningen|
hamburg|hannover|hanoi|havana|helsinki|hong kong|hongkong|houston|islamabad|istanbul|jakarta|jerusalem|jeruzalem|
johannesburg|kabul|kaboel|kairo|karachi|khartoem|khartoum|kiel|kiev|kyiv|kiew|kyjiv|kopenhagen|københavn|
kuala lumpur|kuwait|la paz|lagos|leipzig|lima|lisboa|lisbon|lissabon|lissabon|ljubljana|london|londen|londres|
londra|los angeles|luxembourg|luxemburg|lyon|maastricht|madrid|magdeburg|mainz|manila|marseille|melbourne|mexico city|
mexico-stad|miami|milano|milan|minsk|mogadishu|montevideo|montreal|moscow|moskou|moskau|moscou|moscú|mosca|mumbai|
münchen|munich|nairobi|napoli|new delhi|new york|new york city|
panama city|quebec city|kuwait city|nice|nicosia|nürnberg|oslo|ottawa|panama|parijs|paris|parigi|peking|
potsdam|praag|prag|prague|praha|pretoria|pyongyang|quito|rabat|reykjavik|riga|rijswijk|rio de janeiro|riyadh|riad|
roma|rome|rom|rostock|rotterdam|saarbrücken|san francisco|santiago|sao paulo|são paulo|sarajevo|schwerin|seoel|seoul|
shanghai|singapore|skopje|sofia|stockholm|strasbourg|straatsburg|straßburg|stuttgart|sydney|taipei|tallinn|tblisi|
teheran|tehran|tel aviv|the hague|tokio|tokyo|toronto|toulouse|tripoli|tunis|turijn|torino|utrecht|vancouver|
vaticaanstad|vatican city|vatikanstadt|venetië|venezia|vienna|vilnius|wien|wenen|varsovie|warsaw|warschau|warszawa|
washington|lahore|peshawar|chennai|kolkata|bengaluru|hyderabad|kathmandu|wellington|wiesbaden|yerevan|zagreb|zürich|zurich
"""

_CONTINENTS = ("Africa/", "America/", "Asia/", "Australia/", "Europe/", "Pacific/")

# Words that stand before a credit or a dash and are no place, folded.
NOT_PLACES = frozenset(
    """
    update updated breaking live video videos foto foto's fotos photo photos photograph bild bilder image images grafik
    graphic audio podcast exclusive exclusief exklusiv opinion opinie meinung kommentar commentaar comment column
    columna analyse analysis analisi análisis interview entrevista intervista profile profiel portret reportage report
    rapport feature special dossier factbox explainer uitleg focus overzicht overview summary samenvatting recap
    advertentie advertisement anzeige reclame sponsored correctie correction corrected rectificatie archief archive
    archieffoto bron source quelle fuente fonte redactie redaktion redaction rédaction editor editorial note nota
    notice let op pas op lees ook lees meer read more meer more news nieuws nouvelles nachrichten noticias notizie
    sport sports voetbal football fussball fußball fútbol futbol calcio soccer tennis tenis hockey schaatsen wielrennen
    cycling basketball volleybal golf rugby cricket formule f1 nba nfl politiek politics politik política politica
    politique economie economy wirtschaft economía economia finance finanzen business buitenland binnenland regio
    ausland inland internationaal international wereld world welt monde mundo mondo weer weather wetter météo verkeer
    traffic beurs börse cultuur culture kultur cultura muziek music tech technology technologie wetenschap science
    gezondheid health media show entertainment lifestyle reizen travel wonen eten food auto auto's vandaag today
    vidéo vidéos vídeo vídeos wideo видео відео βίντεο videó diretta direct live-blog liveblog ticker eilmeldung urgent
    urgente dernière última ultima-hora cronaca actualité actualités
    heute gisteren yesterday morgen tomorrow besok lusa kemarin maandag dinsdag woensdag donderdag vrijdag zaterdag
    zondag monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag
    samstag sonntag stand uitslag uitslagen results agenda programma programme persbericht attention urgent alert flash
    gasolina gasóleo petróleo diesel gas energia energía covid covid-19 corona nato navo otan eu vn un uno onu unesco
    who opec ecb fed imf fifa uefa ioc usa uk vs faq q&a tip tips top intro inleiding conclusion pensioen kontakt
    contact contacto info total totaal tribune tribuna opinión opinião leserbrief edito édito éditorial editoriale
    leitartikel glosse kort chapter hoofdstuk kapitel chapitre capítulo capitolo part deel teil partie
    사진 그래픽 영상 자료사진 출처 제공 일러스트 写真 図 图 图片 kijk luister watch look regarder mira guarda
    今日 本日 昨日 最新 国際 国内 政治 経済 社会 速報 时事 每日 每周 新闻
    """.split()
) | {"en direct", "en vivo", "ao vivo", "in diretta", "på direkten", "na żywo"}

# Words of institutions, products and rules, folded: a name that holds one is no place.
INSTITUTIONS = frozenset(
    """
    protocol protocolo protokoll protocole system systeem sistema système systems agreement overeenkomst acuerdo acordo
    accord contract payable payables receivable account accounts inquiry enquiry process processing service services
    servicio servicios pension pensions pensión pensiones pensioen pensioenen fund funds fondo fondos fonds programme
    program programa programm project proyecto projeto agency agencia agência agenzia agentur agence association
    asociación associação associazione vereniging verband verein organisation organization organización police policía
    polizei politie army armed forces bank banco banca ministry ministerio ministério ministerie ministerium department
    departement office committee commission comisión comissão commissie council board institute instituto institut
    university universidad universidade universiteit universität academy school college company corporation foundation
    federation federación federatie party partido partij partei parti movement union syndicate network server access
    point placement product products model method theory test index rate price precio prijs policy plan law act code
    number name data file files api key error version list type level group gruppe groep grupo team club liga league
    note editor's editor’s dictionary guide manual press-release statement report annual
    administradora administradoras administración
    """.split()
)

# Acronyms in brackets that are never a credit.
NOT_CREDITS = frozenset(
    "EUR USD GBP JPY CHF CNY RUB INR BTW VAT IVA TVA MWST PDF HTML CEO CFO FAQ COVID ICRC LIVE VIDEO FOTO FOTOS PHOTO "
    "NEW NEWS UPDATE DAX AEX MDAX BEL20 NYSE NASDAQ NDX NIKKEI LSE AWS NBA NFL UEFA FIFA GOP".split()
)

# How a byline or a notice before a dateline begins, folded.
BYLINE_WORDS = frozenset(
    "by par por door von vom da di av af de od od: autor text tekst oleh bởi por: από от від yazan ditulis "
    "skriver".split()
)
# Bylines that name nobody, by their first two words.
OWN_REPORTERS = frozenset(
    "door onze|van onze|van een|von unserem|von unserer|von unseren|de notre|de nos|de nuestro|de nuestra|dal nostro|"
    "dalla nostra|do nosso|från vår|fra vår|fra vores|from our|by our|by a|od naszego|от нашего".split("|")
)
NOTICE_WORDS = (
    "nieuwbericht", "nieuweversie", "correctie", "gecorrigeerd", "herhaling", "rectificatie", "verbeterd", "vervang",
    "aanvulling", "update", "upd", "correct", "corr", "adds", "recasts", "refiles", "repeats", "rpt", "writethru",
    "eds", "berichtigung", "korrektur", "korrigiert", "zusammenfassung", "ergänz", "neu", "rectificati", "corrige",
    "correctif", "actualis", "actualiza", "correc", "rectifica", "aggiorn", "rettifica", "retter", "rättelse",
    "korrekt", "oprava", "sprostowanie", "исправ", "дополн", "повтор", "düzeltme", "güncelleme", "urgent", "embargo",
    "exclusive", "breaking", "let op", "attentie", "achtung",
)  # fmt: skip


def fold_name(name: str) -> str:
    """A name for comparing: case folded, one space between words, no full stops."""
    return " ".join(name.replace(".", "").casefold().split())


@cache
def agencies() -> dict[str, frozenset[str]]:
    """Each known agency's folded name to the languages that it is credited in; an empty set: all of them."""
    known: dict[str, frozenset[str]] = {}
    for languages, names in _NATIONAL.items():
        for name in names.split():
            known[fold_name(name)] = known.get(fold_name(name), frozenset()) | frozenset([*languages.split(), "en"])
    for name in (*_WORLD, *_WORLD_PHRASES):
        known[fold_name(name)] = frozenset()
    return known


@cache
def cities() -> frozenset[str]:
    """Folded names of cities: those above, and those that the tz database names its zones by."""
    zones = (files("tzdata") / "zones").read_text(encoding="utf-8").split()
    named = (zone.rpartition("/")[2].replace("_", " ").casefold() for zone in zones if zone.startswith(_CONTINENTS))
    return frozenset(name.strip() for name in _CITIES.replace("\n", "").split("|")).union(named)


def is_month(word: str) -> bool:
    """Whether `word` is or may shorten the name of a month in some language."""
    return word.casefold().startswith(_MONTHS)
