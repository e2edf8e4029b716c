"""Words of invented stories in a dozen languages: what their headlines, leads and days are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Tongue:
    """A language's stories: who, what they do, headlines of one word or two, leads, months, what links to more say."""

    who: tuple[str, ...]
    does: tuple[str, ...]
    short: tuple[str, ...]
    leads: tuple[str, ...]
    months: tuple[str, ...]
    day: str
    more: str
    by: str
    menu: tuple[str, ...]
    sections: tuple[str, ...]
    read_most: str
    glue: str = " "

    def printed(self, day: date, form: str) -> str:
        """A day in one of the forms: "long", "short", "numeric" or "iso"."""
        if form == "iso":
            return day.isoformat()
        if form == "numeric":
            return self.day.replace("{m}", "{n:02}").format(d=f"{day.day:02}", n=day.month, y=day.year)
        month = self.months[day.month - 1]
        month = month[:3] if form == "short" and month.isalpha() and len(month) > 3 else month
        return _LONG.get(self.day, "{d} {m} {y}").format(d=day.day, m=month, y=day.year)


_LONG = {"{m}/{d}/{y}": "{m} {d}, {y}", "{y}年{m}月{d}日": "{y}年{m}{d}日", "{y}년 {m}월 {d}일": "{y}년 {m} {d}일"}


def _words(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


TONGUES = {
    "nl": Tongue(
        _words("De brug bij Oostwold|De gemeenteraad|Een dijkgraaf|De oude vuurtoren|Het dorpskoor|Bakker Mulder"),
        _words("gaat na maanden weer open|wil een zwembad aan het kanaal|wint een prijs voor roggebrood|krijgt een dak "
               "vol zonnepanelen|waarschuwt voor hoog water|trekt duizenden bezoekers|keert terug op het plein"),
        _words("Schapen ontsnapt|Ooievaars|Feest"),
        _words("Inwoners zijn opgelucht, al blijft er deze zomer volgens de wethouder nog veel te doen.|Op 3 mei 2019 "
               "voer hier de eerste boot, en dat is in de streek niemand vergeten."),
        _words("januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"),
        "{d}-{m}-{y}", "Lees meer", "Door", _words("Home|Nieuws|Over ons|Contact|Agenda"),
        _words("Binnenland|Buitenland|Sport|Cultuur"), "Meest gelezen",
    ),
    "en": Tongue(
        _words("The harbour bridge|The town council|A dike master|The old lighthouse|The village choir|Baker Miller"),
        _words("reopens after months of repairs|wants a swimming pool by the canal|takes a prize for rye bread|gets a "
               "roof of solar panels|warns of high water|draws thousands of visitors|returns to the square"),
        _words("Sheep escape|Storks|Hello world"),
        _words("Residents are relieved, though much work remains to be done this summer, the alderman says.|On 3 May "
               "2019 the first boat sailed here, and nobody in the region has forgotten it."),
        _words("January|February|March|April|May|June|July|August|September|October|November|December"),
        "{m}/{d}/{y}", "Read more", "By", _words("Home|News|About us|Contact|Events"),
        _words("Home news|World|Sport|Culture"), "Most read",
    ),
    "de": Tongue(
        _words("Die Brücke am Hafen|Der Gemeinderat|Ein Deichgraf|Der alte Leuchtturm|Der Dorfchor|Bäcker Müller"),
        _words("öffnet nach Monaten wieder|will ein Schwimmbad am Kanal|gewinnt einen Preis für Roggenbrot|bekommt ein "
               "Dach voller Solarzellen|warnt vor Hochwasser|lockt tausende Besucher an|kehrt auf den Platz zurück"),
        _words("Schafe entlaufen|Störche|Willkommen"),
        _words("Die Anwohner sind erleichtert, auch wenn in diesem Sommer noch viel zu tun bleibt, sagt der Stadtrat.|"
               "Am 3. Mai 2019 fuhr hier das erste Boot, und das hat in der Gegend niemand vergessen."),
        _words("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
        "{d}.{m}.{y}", "Weiterlesen", "Von", _words("Start|Aktuelles|Über uns|Kontakt|Termine"),
        _words("Inland|Ausland|Sport|Kultur"), "Meistgelesen",
    ),
    "fr": Tongue(
        _words("Le pont du port|Le conseil municipal|Un maître des digues|Le vieux phare|La chorale du village|Paul"),
        _words("rouvre après des mois de travaux|veut une piscine au bord du canal|gagne un prix pour son pain|reçoit "
               "un toit de panneaux solaires|met en garde contre la crue|attire des milliers de visiteurs"),
        _words("Moutons en fuite|Cigognes|Bienvenue"),
        _words("Les habitants sont soulagés, même s’il reste beaucoup à faire cet été, selon l’adjoint au maire.|Le 3 "
               "mai 2019 le premier bateau est passé ici, et personne dans la région ne l’a oublié."),
        _words("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
        "{d}/{m}/{y}", "Lire la suite", "Par", _words("Accueil|Actualités|À propos|Contact|Agenda"),
        _words("France|Monde|Sport|Culture"), "Les plus lus",
    ),
    "es": Tongue(
        _words("El puente del puerto|El ayuntamiento|Un guardián del dique|El viejo faro|El coro del pueblo|Pablo"),
        _words("reabre tras meses de obras|quiere una piscina junto al canal|gana un premio por su pan|recibe un techo "
               "de paneles solares|advierte de la crecida|atrae a miles de visitantes|vuelve a la plaza"),
        _words("Ovejas sueltas|Cigüeñas|Bienvenidos"),
        _words("Los vecinos están aliviados, aunque queda mucho por hacer este verano, según el concejal.|El 3 de mayo "
               "de 2019 pasó por aquí el primer barco, y nadie en la comarca lo ha olvidado."),
        _words("enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"),
        "{d}/{m}/{y}", "Leer más", "Por", _words("Inicio|Noticias|Nosotros|Contacto|Agenda"),
        _words("España|Mundo|Deportes|Cultura"), "Lo más leído",
    ),
    "pl": Tongue(
        _words("Most w porcie|Rada miasta|Strażnik wału|Stara latarnia|Chór wiejski|Piekarz Jan"),
        _words("otwarty po miesiącach remontu|chce basenu nad kanałem|zdobywa nagrodę za chleb|dostaje dach z panelami|"
               "ostrzega przed powodzią|przyciąga tysiące gości|wraca na rynek"),
        _words("Owce uciekły|Bociany|Witamy"),
        _words("Mieszkańcy są zadowoleni, choć tego lata zostało jeszcze dużo pracy, mówi radny miasta.|Dnia 3 maja "
               "2019 przepłynęła tu pierwsza łódź i nikt w okolicy o tym nie zapomniał."),
        _words("stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia"),
        "{d}.{m}.{y}", "Czytaj więcej", "Autor", _words("Start|Aktualności|O nas|Kontakt|Kalendarz"),
        _words("Kraj|Świat|Sport|Kultura"), "Najczęściej czytane",
    ),
    "ru": Tongue(
        _words("Мост в гавани|Городской совет|Смотритель дамбы|Старый маяк|Сельский хор|Пекарь Иван"),
        _words("открыт после месяцев ремонта|хочет бассейн у канала|получает приз за ржаной хлеб|получает крышу из "
               "солнечных панелей|предупреждает о паводке|собирает тысячи гостей|возвращается на площадь"),
        _words("Овцы сбежали|Аисты|Привет"),
        _words("Жители рады новости, хотя этим летом предстоит ещё много работы, говорит депутат совета.|3 мая 2019 "
               "года здесь прошло первое судно, и никто в округе этого не забыл."),
        _words("января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"),
        "{d}.{m}.{y}", "Читать далее", "Автор", _words("Главная|Новости|О нас|Контакты|Афиша"),
        _words("Россия|Мир|Спорт|Культура"), "Самое читаемое",
    ),
    "ja": Tongue(
        _words("港の橋|市議会|堤防管理者|古い灯台|村の合唱団|パン屋"),
        _words("が数か月ぶりに開通|が運河沿いにプールを計画|が自家製パンで受賞|に太陽光パネルの屋根|が高潮に注意を呼びかけ|"
               "に数千人が来場|が広場に戻る"),
        _words("羊が脱走|コウノトリ|ようこそ"),
        _words("住民は安堵しているが、この夏にはまだ多くの作業が残っていると助役は話している。この先も続く見通しだ。|2019年5月3日に"
               "最初の船が通り、この地域の人は誰もそれを忘れていないという。今年も祝う。"),
        tuple(f"{number}月" for number in range(1, 13)),
        "{y}年{m}月{d}日", "続きを読む", "文", _words("ホーム|ニュース|概要|連絡先|予定"),
        _words("国内|国際|スポーツ|文化"), "アクセスランキング", "",
    ),
    "zh": Tongue(
        _words("港口大桥|市议会|堤坝管理员|老灯塔|村里的合唱团|面包师"),
        _words("经过数月维修重新开放|想在运河边建游泳池|凭黑麦面包获奖|装上太阳能屋顶|提醒注意高水位|吸引数千名游客|回到广场"),
        _words("羊群逃跑|鹳鸟|欢迎"),
        _words("居民们感到欣慰，不过市议员说今年夏天还有很多工作要做，大家都在等待下一步的消息。|2019年5月3日第一艘船从这里通过，"
               "当地没有人忘记那一天，今年也会庆祝。"),
        tuple(f"{number}月" for number in range(1, 13)),
        "{y}年{m}月{d}日", "阅读全文", "作者", _words("首页|新闻|关于我们|联系|日程"),
        _words("国内|国际|体育|文化"), "热门", "",
    ),
    "ko": Tongue(
        _words("항구 다리|시의회|제방 관리인|오래된 등대|마을 합창단|빵집 주인"),
        _words("몇 달 만에 다시 열려|운하 옆 수영장 원해|호밀빵으로 상 받아|태양광 지붕 얻어|높은 수위 경고|"
               "수천 명 끌어|광장으로 돌아와"),
        _words("양 탈출|황새|환영합니다"),
        _words("주민들은 안도하고 있지만 이번 여름에 아직 할 일이 많이 남아 있다고 시의원은 말했다. 계획은 계속된다.|"
               "2019년 5월 3일 첫 배가 이곳을 지나갔고 지역 주민 누구도 잊지 않았다. 올해도 기념한다."),
        tuple(f"{number}월" for number in range(1, 13)),
        "{y}년 {m}월 {d}일", "더 보기", "글", _words("홈|뉴스|소개|연락처|일정"),
        _words("국내|국제|스포츠|문화"), "많이 본 뉴스",
    ),
}  # fmt: skip
