"""A page's language by its own words."""

from __future__ import annotations

import pytest

from feeder.lexicon import detect

SAID = {
    "nl": "De minister heeft gisteren gezegd dat het plan niet doorgaat, maar dat er nog wordt overlegd met de regio.",
    "en": "The minister said yesterday that the plan would not go ahead, but that talks with the region will go on.",
    "de": "Der Minister hat gestern gesagt, dass der Plan nicht kommt, aber mit der Region noch gesprochen wird.",
    "fr": "Le ministre a dit hier que le plan ne sera pas retenu, mais que des discussions sont prévues avec la région",
    "es": "El ministro dijo ayer que el plan no va a seguir, pero que se habla con la región para los próximos meses.",
    "it": "Il ministro ha detto ieri che il piano non va avanti, ma che si parla con la regione per i prossimi mesi.",
    "pt": "O ministro disse ontem que o plano não vai continuar, mas que há conversas com a região para os meses.",
    "pl": "Minister powiedział wczoraj, że plan nie zostanie przyjęty, ale jest jeszcze po rozmowach z regionem.",
    "cs": "Ministr včera uvedl, že se rozhodne podle toho, jak bude vypadat návrh, který je před ním.",
    "sk": "Minister včera uviedol, že sa rozhodne podľa toho, ako bude vyzerať návrh, ktorý je pred ním.",
    "hu": "A miniszter tegnap azt mondta, hogy a terv nem megy tovább, de az egyeztetés még tart a régióval.",
    "ro": "Ministrul a spus ieri că planul nu va continua, dar că discuțiile cu regiunea sunt încă în curs.",
    "ru": "Министр вчера заявил, что не будет продолжать этот план, но ещё обсуждает его с регионом.",
    "uk": "Міністр учора заявив, що не буде продовжувати цей план, але про це ще говорити з регіоном.",
    "bg": "Министърът каза вчера, че планът няма да продължи, но се водят разговори с областта през годината.",
    "sr": "Министар је јуче рекао да ће одлучити шта ће бити са предлогом који је поднет.",
    "hr": "Ministar je jučer rekao da će tijekom tjedna odlučiti što će biti s prijedlogom koji nije prošao.",
    "sv": "Ministern säger att den inte har bestämt vad som ska hända med frågan efter mötet i går.",
    "da": "Ministeren siger, at den ikke har besluttet, hvad der skal ske med sagen efter mødet, men det blev sagt.",
    "no": "Ministeren sier at den ikke har bestemt seg for hva som skal skje med saken etter møtet i går.",
    "fi": "Ministeri sanoi eilen, että se ei ole vielä päättänyt, mutta myös alueen kanssa on jo puhuttu.",
    "el": "Ο υπουργός είπε χθες ότι το σχέδιο δεν θα προχωρήσει.",
    "tr": "Bakan dün bu planın devam etmeyeceğini ve bölge ile daha sonra görüşüleceğini söyledi.",
    "ar": "قال الوزير أمس إن الخطة لن تستمر لكن المحادثات مع المنطقة لا تزال في طور الإعداد على هذا المستوى.",
    "fa": "وزیر دیروز گفت که این طرح ادامه نمی یابد و در باره آن با استان گفتگو می شود.",
    "he": "השר אמר אתמול כי התוכנית לא תימשך.",
    "hi": "मंत्री ने कल कहा कि यह योजना आगे नहीं बढ़ेगी और इस पर बात की जा रही है।",
    "ja": "大臣は昨日、計画を見直すと発表した。",
    "zh": "部长昨天宣布，计划将重新审议。",
    "ko": "장관은 어제 계획을 재검토한다고 발표했다.",
    "th": "รัฐมนตรีกล่าวเมื่อวานนี้ว่าแผนจะไม่ดำเนินต่อไป",
    "id": "Menteri mengatakan bahwa rencana itu tidak akan dilanjutkan karena belum ada dana, kata dia kemarin.",
    "vi": "Bộ trưởng hôm qua cho biết kế hoạch sẽ không được tiếp tục, và đang trao đổi với các địa phương.",
}


@pytest.mark.parametrize("language", SAID)
def test_said_in_its_words(language: str) -> None:
    """One sentence of news is enough to tell its language from its neighbours."""
    assert detect(SAID[language]) == language


@pytest.mark.parametrize("text", ["", "12 34 56", "ABC DEF GHI", "3 uur", "\x00\ufffd"])
def test_too_little(text: str) -> None:
    """Where too few words speak, nothing is guessed."""
    assert detect(text) is None


def test_two_languages_in_equal_parts() -> None:
    """A page in two languages by halves has none."""
    assert detect(SAID["nl"] + " " + SAID["fr"]) is None


def test_neighbours_told_apart_by_what_they_do_not_share() -> None:
    """Norwegian whose little words are nearly all Danish too is told by the few that are not."""
    text = (
        "Kommunen bygger en ny bro over elva, og de som bor der får endelig en trygg vei til skolen. Arbeidet begynner "
        "etter sommeren og varer i to år, sier ordføreren. Det er ikke første gang at broen er til debatt, men nå har "
        "hun fått med seg et flertall. Noen av naboene er mot planen, fordi de mener at den kommer for nær husene. Vi "
        "må også se på hva det koster, sier en av dem. Først skal fylket si hva det mener."
    )
    assert detect(text) == "no"
