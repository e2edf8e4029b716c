"""Datelines of agencies the world over, on lines made up for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.model.page import Dateline
from feeder.recognise.datelines import find, split

# Line, place ("" for none), credits, language.
DATELINES = [
    ("STOCKHOLM (TT) - Regeringen lade", "STOCKHOLM", "TT", "sv"),
    ("Oslo (NTB): Regjeringen vil", "Oslo", "NTB", "no"),
    ("/ritzau/: Regeringen vil", "", "ritzau", "da"),
    ("/ritzau/AFP/ Regeringen vil", "", "ritzau,AFP", "da"),
    ("/TT/ Regeringen lade", "", "TT", "sv"),
    ("Lund, 14-03 (TT) - Regeringen lade", "Lund", "TT", "sv"),
    ("København /ritzau/ - Regeringen", "København", "ritzau", "da"),
    ("TOKYO (Kyodo) -- Japan's", "TOKYO", "Kyodo", "en"),
    ("【ロンドン時事】英政府は", "ロンドン", "時事", "ja"),
    ("【ワシントン共同】米国の", "ワシントン", "共同", "ja"),
    ("【ソウル聯合ニュース】韓国の", "ソウル", "聯合ニュース", "ja"),
    ("【3月4日 AFP】フランスの", "", "AFP", "ja"),
    ("［東京　１５日　ロイター］ - 日経平均は", "東京", "ロイター", "ja"),
    ("中新社北京9月2日电 国务院", "北京", "中新社", "zh"),
    ("中新网9月2日电 据报道", "", "中新网", "zh"),
    ("新华社华盛顿3月4日电（记者孙丁）美国", "华盛顿", "新华社", "zh"),
    ("（中央社台北3日電）行政院", "台北", "中央社", "zh-TW"),
    ("（中央社記者王小明台北3日電）行政院", "台北", "中央社", "zh-TW"),
    ("Wien (APA) - Die Regierung", "Wien", "APA", "de"),
    ("WARSZAWA, 15.03. (PAP) - Rząd", "WARSZAWA", "PAP", "pl"),
    ("Budapest, 2024. március 14., csütörtök (MTI) - A kormány", "Budapest", "MTI", "hu"),
    ("Lisboa, 14 mar 2024 (Lusa) – O governo", "Lisboa", "Lusa", "pt"),
    ("ZAGREB, 14. ožujka 2024. (Hina) - Vlada", "ZAGREB", "Hina", "hr"),
    ("Ljubljana, 14. marca (STA) - Vlada", "Ljubljana", "STA", "sl"),
    ("София, 14 март /БТА/ Правителството", "София", "БТА", "bg"),
    ("الرياض (واس) - أعلنت", "الرياض", "واس", "ar"),
    ("دبي (رويترز) - قال", "دبي", "رويترز", "ar"),
    ("أنقرة/ الأناضول\nقال وزير", "أنقرة", "الأناضول", "ar"),
    ("دمشق-سانا: أعلنت", "دمشق", "سانا", "ar"),
    ("New Delhi, Jan 10 (PTI) The Supreme Court", "New Delhi", "PTI", "en"),
    ("DHAKA, Jan 3, 2024 (BSS) - The prime", "DHAKA", "BSS", "en"),
    ("ISLAMABAD, Jan 3 (APP): The", "ISLAMABAD", "APP", "en"),
    ("Hà Nội (TTXVN) - Thủ tướng", "Hà Nội", "TTXVN", "vi"),
    ("Hà Nội, ngày 3/1 (TTXVN) - Thủ tướng", "Hà Nội", "TTXVN", "vi"),
    ("Accra, Jan. 3, GNA – The minister", "Accra", "GNA", "en"),
    ("Riyadh, Jan 3, 2024, SPA -- The", "Riyadh", "SPA", "en"),
    ("Damascus, SANA- The", "Damascus", "SANA", "en"),
    ("ABU DHABI, 3rd January, 2024 (WAM) -- The", "ABU DHABI", "WAM", "en"),
    ("SYDNEY, AAP - The", "SYDNEY", "AAP", "en"),
    ("TORONTO — The city", "TORONTO", "", "en"),
    ("HELSINKI (STT) - Hallitus", "HELSINKI", "STT", "fi"),
    ("Bern (sda) - Der Bundesrat", "Bern", "sda", "de"),
    ("Frankfurt a.M. (epd). Die Kirche", "Frankfurt a.M.", "epd", "de"),
    ("Frankfurt (Oder) (dpa) - Die Stadt", "Frankfurt (Oder)", "dpa", "de"),
    ("Halle (Saale) (dpa/sa) - Die Stadt", "Halle (Saale)", "dpa,sa", "de"),
    ("Berlin (dts Nachrichtenagentur) - Die", "Berlin", "dts Nachrichtenagentur", "de"),
    ("Lima, ene. 3. (ANDINA) El gobierno", "Lima", "ANDINA", "es"),
    ("MÉXICO, 3 ene (Notimex) El presidente", "MÉXICO", "Notimex", "es"),
    ("SÃO PAULO, SP (FOLHAPRESS) - O prefeito", "SÃO PAULO, SP", "FOLHAPRESS", "pt"),
    ("NEW YORK--(BUSINESS WIRE)--Acme Corp", "NEW YORK", "BUSINESS WIRE", "en"),
    ("NEW YORK, Jan. 3, 2024 /PRNewswire/ -- Acme", "NEW YORK", "PRNewswire", "en"),
    ("VANCOUVER, BC / ACCESSWIRE / January 3, 2024 / Acme Corp", "VANCOUVER, BC", "ACCESSWIRE", "en"),
    ("(CNN) — The president", "", "CNN", "en"),
    ("(Bloomberg) -- Stocks", "", "Bloomberg", "en"),
    ("WASHINGTON, Jan. 3 (UPI) -- The", "WASHINGTON", "UPI", "en"),
    ("ROME, Jan 3 2024 (IPS) - The", "ROME", "IPS", "en"),
    ("JERUSALEM (JTA) — The", "JERUSALEM", "JTA", "en"),
    ("(서울=뉴스1) 홍길동 기자 = 정부는", "서울", "뉴스1", "ko"),
    ("[서울=뉴시스] 홍길동 기자 = 정부는", "서울", "뉴시스", "ko"),
    ("(워싱턴=연합뉴스) 홍길동 특파원 = 미국", "워싱턴", "연합뉴스", "ko"),
    ("(서울=연합뉴스) 정부는 오늘", "서울", "연합뉴스", "ko"),
    ("İSTANBUL (AA) - Bakan", "İSTANBUL", "AA", "tr"),
    ("ANKARA (DHA) - Bakan", "ANKARA", "DHA", "tr"),
    ("नई दिल्ली, 3 जनवरी (भाषा) प्रधानमंत्री", "नई दिल्ली", "भाषा", "hi"),
    ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - Η κυβέρνηση", "ΑΘΗΝΑ", "ΑΠΕ-ΜΠΕ", "el"),
    ("Москва. 15 сентября. INTERFAX.RU - Президент", "Москва", "INTERFAX.RU", "ru"),
    ("МОСКВА, 3 мар - РИА Новости. Президент", "МОСКВА", "РИА Новости", "ru"),
    ("КИЕВ. 3 марта. УНН. Президент", "КИЕВ", "УНН", "ru"),
    ("AFP - Le président a", "", "AFP", "fr"),
    ("EFE.- El presidente", "", "EFE", "es"),
    ("AMSTERDAM (ANP) - De", "AMSTERDAM", "ANP", "nl"),
    ("'s-GRAVENHAGE (ANP) - De", "'s-GRAVENHAGE", "ANP", "nl"),
    ("DEN HAAG (ANP) – De", "DEN HAAG", "ANP", "nl"),
    ("DE BILT (ANP) - De", "DE BILT", "ANP", "nl"),
    ("DA NANG (AFP) - The", "DA NANG", "AFP", "en"),
    ("N i e u w bericht, vervangt: DEN HAAG (ANP) - De", "DEN HAAG", "ANP", "nl"),
    ("Door Jan Jansen\nBRUSSEL (ANP) - De", "BRUSSEL", "ANP", "nl"),
    ("(Adds details, quotes) LONDON, March 3 (Reuters) - The", "LONDON", "Reuters", "en"),
    ("UPDATE 1-LONDON, March 3 (Reuters) - The", "LONDON", "Reuters", "en"),
    ("WASHINGTON, D.C. (AP) — The", "WASHINGTON, D.C.", "AP", "en"),
    ("ASBURY PARK, N.J. (AP) — The", "ASBURY PARK, N.J.", "AP", "en"),
    ("McALLEN, Texas (AP) — The", "McALLEN, Texas", "AP", "en"),
    ("Madrid, 14 mar (EFE).- El", "Madrid", "EFE", "es"),
    ("BRUSSEL 15/09 (BELGA) = De", "BRUSSEL", "BELGA", "nl"),
    ("Roma, 3 mar. (Adnkronos) - Il", "Roma", "Adnkronos", "it"),
    ("(AGI) - Roma, 3 mar. - Il governo", "Roma", "AGI", "it"),
    ("KYIV, March 3 (UNIAN) - The", "KYIV", "UNIAN", "en"),
    ("LUSAKA (ZANA) - The", "LUSAKA", "ZANA", "en"),
    ("Berlin - Die Bundesregierung", "Berlin", "", "de"),
    ("NEW DELHI: The Supreme Court", "NEW DELHI", "", "en"),
    ("PARIS and LONDON (AP) — The", "PARIS and LONDON", "AP", "en"),
    ("KIEV/MOSKOU (ANP/AFP) - De", "KIEV/MOSKOU", "ANP,AFP", "nl"),
    ("تهران - ایرنا - رئیس", "تهران", "ایرنا", "fa"),
    ("PRAHA 3. března (ČTK) - Vláda", "PRAHA", "ČTK", "cs"),
    ("BUENOS AIRES (Télam) - El", "BUENOS AIRES", "Télam", "es"),
    ("VILNIUS, kovo 14 d. (BNS) - Vyriausybė", "VILNIUS", "BNS", "lt"),
    ("Washington (AFP) – Le", "Washington", "AFP", "fr"),
    ("Genève (awp/ats) - La", "Genève", "awp,ats", "fr"),
    ("BRASÍLIA (Reuters) - O", "BRASÍLIA", "Reuters", "pt"),
    ("Vatikanstadt (KNA) Der Papst", "Vatikanstadt", "KNA", "de"),
    ("BRUSSELS, 15 March 2024 (Agence Europe) – The", "BRUSSELS", "Agence Europe", "en"),
    ("PARIJS (ANP, AFP) - De", "PARIJS", "ANP,AFP", "nl"),
    ("PARIJS (ANP en RTR) - De", "PARIJS", "ANP,RTR", "nl"),
    ("ATHENS, Greece (AP) — The", "ATHENS, Greece", "AP", "en"),
    ("WASHINGTON/BRUSSEL (ANP) - De", "WASHINGTON/BRUSSEL", "ANP", "nl"),
    ("BRUSSEL (BELGA) Het parlement", "BRUSSEL", "BELGA", "nl"),
    ("Amsterdam (Novum) - De", "Amsterdam", "Novum", "nl"),
    ("MOSCOW. March 3 (Interfax) - The", "MOSCOW", "Interfax", "en"),
    ("KYIV, March 3 /Ukrinform/. The", "KYIV", "Ukrinform", "en"),
    ("KYIV. March 3 (Ukrinform). The", "KYIV", "Ukrinform", "en"),
    ("Nueva York (AP) — El", "Nueva York", "AP", "es"),
    ("LA PAZ (ABI).- El", "LA PAZ", "ABI", "es"),
    ("MADRID, 3 (EUROPA PRESS) El", "MADRID", "EUROPA PRESS", "es"),
    ("MADRID, 3 Mar. (EUROPA PRESS) - El", "MADRID", "EUROPA PRESS", "es"),
    ("ROMA (ITALPRESS) - Il", "ROMA", "ITALPRESS", "it"),
    ("Milano, 3 mar. (LaPresse) - Il", "Milano", "LaPresse", "it"),
    ("(Adnkronos) - Roma, 3 mar. - Il", "Roma", "Adnkronos", "it"),
    ("(askanews) - Roma, 3 mar 2026 - Il", "Roma", "askanews", "it"),
    ("(Belga) De politie", "", "Belga", "nl"),
    ("Zürich (awp) - Die", "Zürich", "awp", "de"),
    ("Wien (APA/dpa) - Die", "Wien", "APA,dpa", "de"),
    ("FRANKFURT (dpa-AFX) - Die", "FRANKFURT", "dpa-AFX", "de"),
    ("FRANKFURT (dpa-AFX Broker) - Die", "FRANKFURT", "dpa-AFX Broker", "de"),
    ("Bratislava 15. marca (TASR) - Vláda", "Bratislava", "TASR", "sk"),
    ("București, 3 mar /Agerpres/ - Guvernul", "București", "Agerpres", "ro"),
    ("BEOGRAD, 3. marta (Tanjug) - Vlada", "BEOGRAD", "Tanjug", "sr"),
    ("PODGORICA, (MINA) - Vlada", "PODGORICA", "MINA", "sr"),
    ("DUBAI, United Arab Emirates (AP) — The", "DUBAI, United Arab Emirates", "AP", "en"),
    ("ABOARD AIR FORCE ONE (Reuters) - The", "ABOARD AIR FORCE ONE", "Reuters", "en"),
    ("UNITED NATIONS (AP) — The", "UNITED NATIONS", "AP", "en"),
    ("SEOUL/TOKYO, March 3 (Reuters) - The", "SEOUL/TOKYO", "Reuters", "en"),
    ("Tokyo, March 3 (Jiji Press)--Japan", "Tokyo", "Jiji Press", "en"),
    ("LONDON, (Reuters) - The", "LONDON", "Reuters", "en"),
    ("JAKARTA, KOMPAS.com - Presiden", "JAKARTA", "KOMPAS.com", "id"),
    ("Liputan6.com, Jakarta - Presiden", "Jakarta", "Liputan6.com", "id"),
    ("Jakarta, CNN Indonesia -- Presiden", "Jakarta", "CNN Indonesia", "id"),
    ("REPUBLIKA.CO.ID, JAKARTA -- Presiden", "JAKARTA", "REPUBLIKA.CO.ID", "id"),
    ("【中新社北京9月2日电】国务院", "北京", "中新社", "zh"),
    ("人民网北京9月2日电 (记者张三)国务院", "北京", "人民网", "zh"),
    ("【パリ＝共同】仏", "パリ", "共同", "ja"),
    ("【カイロAFP時事】エジプトの", "カイロ", "AFP時事", "ja"),
    ("［ロンドン／東京　１５日　ロイター］ - 円は", "ロンドン／東京", "ロイター", "ja"),
    ("(서울=연합인포맥스) 홍길동 기자 = 금", "서울", "연합인포맥스", "ko"),
    ("القاهرة - أ ش أ - قال", "القاهرة", "أ ش أ", "ar"),
    ("تهران- ایرنا- رئیس", "تهران", "ایرنا", "fa"),
    ("नई दिल्ली, 3 मार्च (एजेंसी)। प्रधानमंत्री", "नई दिल्ली", "एजेंसी", "hi"),
    ("COPENHAGEN, Denmark (AP) — The", "COPENHAGEN, Denmark", "AP", "en"),
    ("Hong Kong, March 3 (CNA) The", "Hong Kong", "CNA", "en"),
    ("GENEVA (ILO News) - The", "GENEVA", "ILO News", "en"),
    ("Vatican City, Mar 3, 2026 / 10:00 am (CNA). The", "Vatican City", "CNA", "en"),
    ("OSLO, Norway (AP) – The", "OSLO, Norway", "AP", "en"),
    ("Praha - Vláda schválila", "Praha", "", "cs"),
    ("HELSINKI (STT–AFP) - Hallitus", "HELSINKI", "STT,AFP", "fi"),
    ("STOCKHOLM (TT-AFP) - Regeringen", "STOCKHOLM", "TT,AFP", "sv"),
    ("İstanbul (AA) - Bakan", "İstanbul", "AA", "tr"),
    ("BERLIJN (ANP/AFP/DPA) - De", "BERLIJN", "ANP,AFP,DPA", "nl"),
    ("Den Haag (ANP) - De", "Den Haag", "ANP", "nl"),
    ("TEL AVIV (ANP/RTR) – De", "TEL AVIV", "ANP,RTR", "nl"),
    ("PARAMARIBO (ANP/GFC Nieuws) - De", "PARAMARIBO", "ANP,GFC Nieuws", "nl"),
    ("MANILA, Philippines — The", "MANILA, Philippines", "", "en"),
    ("CAIRO: The government", "CAIRO", "", "en"),
    ("Cairo, 3 March 2026 (MENA) - The", "Cairo", "MENA", "en"),
    ("ALMATY (Reuters) - The", "ALMATY", "Reuters", "en"),
    ("Буэнос-Айрес, 3 мар - РИА Новости. В", "Буэнос-Айрес", "РИА Новости", "ru"),
    ("КИЇВ. 3 березня. УНН. Уряд", "КИЇВ", "УНН", "uk"),
    ("МИНСК, 3 мар — Sputnik. В", "МИНСК", "Sputnik", "ru"),
    ("Москва, 3 марта 2026, 10:00 — ИА Регнум. В", "Москва", "ИА Регнум", "ru"),
    ("Patna (Bihar) [India], March 9 (ANI): A new", "Patna (Bihar) [India]", "ANI", "en"),
    ("Nashik [India], March 9 (ANI): A new", "Nashik [India]", "ANI", "en"),
    ("TABRIZ (Tasnim) – The bridge", "TABRIZ", "Tasnim", "en"),
    ("Benguela, 9 Mar (Angop) - A ponte", "Benguela", "Angop", "pt"),
    ("Nampula, 9 Mar (Pontinfo) - A ponte", "Nampula", "Pontinfo", "pt"),
    ("9.3.Toruń (PAP) - Most", "Toruń", "PAP", "pl"),
    ("09.03.2026 Gdynia (PAP) – Most", "Gdynia", "PAP", "pl"),
    ("Saint-Louis du Sénégal (APS) - Le pont", "Saint-Louis du Sénégal", "APS", "fr"),
    ("Bad Soden a.d.S. (dpa) - Die Brücke", "Bad Soden a.d.S.", "dpa", "de"),
    ("BAKU, Azerbaijan, March 9. The bridge", "BAKU, Azerbaijan", "", "en"),
    ("/ritzau/Reuters: Broen er", "", "ritzau,Reuters", "da"),
    ("MALMÖ (Direkt) Bron är", "MALMÖ", "Direkt", "sv"),
    ("Bandung, CNBC Indonesia - Jembatan", "Bandung", "CNBC Indonesia", "id"),
    ("(רויטרס) - הגשר נפתח", "", "רויטרס", "he"),
    ("By ANN PORTER\nTULSA (AP) — The bridge", "TULSA", "AP", "en"),
    ("By Ann Porter\n\nTULSA, March 3 (Reuters) - The bridge", "TULSA", "Reuters", "en"),
    ("Van onze redacteur\nZWOLLE (ANP) - De brug", "ZWOLLE", "ANP", "nl"),
    ("Van onze correspondent ROME - De brug", "ROME", "", "nl"),
    ("ZWOLLE (eigen berichtgeving) - De brug", "ZWOLLE", "eigen berichtgeving", "nl"),
    ("PARAMARIBO (SNB) - De brug", "PARAMARIBO", "SNB", "nl"),
    ("SANTORELLA (ORA) - De brug", "SANTORELLA", "ORA", "nl"),
    ("Tashkent (KUN) - The bridge", "Tashkent", "KUN", "en"),
    ("（中央社記者李明花蓮3日電）大橋", "花蓮", "中央社", "zh"),
    ("（中央社記者李小明花蓮3日電）大橋", "花蓮", "中央社", "zh"),
    ("पुणे, 28 नवंबर (आईएएनएस)। पुल", "पुणे", "आईएएनएस", "hi"),
]

# What looks like one and is none: abbreviations explained, parties, states, labels, asides.
TRAPS = [
    ("Vlug Voorwaarts 2-1 De Merels - Vlug Voorwaarts heeft", "nl"),
    ("VIDÉO - Les images de la tempête", "fr"),
    ("NASDAQ (NDX) - The index closed", "en"),
    ("CNN-verslaggevers publiceerden een foto van de brug.", "nl"),
    ("EDITOR'S NOTE — The bridge was painted twice.", "en"),
    ("Wet op de (TT) - Toelichting", "nl"),
    ("De premier (VVD) - de partij - zegt", "nl"),
    ("Rutte (VVD) - Het kabinet", "nl"),
    ("Allentown (PA) - The", "en"),
    ("São Paulo (SP) - O", "pt"),
    ("GASOLINA (ANP) - Preço", "pt"),
    ("SUMBAWA (NTB): Pemerintah", "id"),
    ("Landquart (GR). Ein", "de"),
    ("BREAKING - The president", "en"),
    ("NATO - the alliance - said", "en"),
    ("Advanced Placement (AP) - Courses", "en"),
    ("Associated Press (AP) - The", "en"),
    ("Australian Federal Police (AFP) - The", "en"),
    ("Alpha-fetoprotein (AFP) - Blood test", "en"),
    ("Volgens persbureau ANP - dat", "nl"),
    ("Foto (ANP) - De", "nl"),
    ("Bron: ANP - De", "nl"),
    ("Voetbal - Ajax wint", "nl"),
    ("VOETBAL - Ajax wint", "nl"),
    ("De minister zei (ANP) - dat", "nl"),
    ("Agence France-Presse (AFP) - Une agence", "fr"),
    ("Administradora de Fondos de Pensiones (AFP) - Chile", "es"),
    ("3 uur geleden", "nl"),
    ("【今日時事】標題", "zh"),
    ("https://example.com/tass/ news", "en"),
    ("He said — in London — that", "en"),
    ("Merkel (CDU) - Die", "de"),
    ("Ajax - PSV 3-1", "nl"),
    ("Account Number (AN): 123", "en"),
    ("Deferred Payment Agreement (DPA) - Terms", "en"),
    ("TRUMP WINT - EERSTE REACTIES", "nl"),
    ("Air Pollution (AP) - Index", "en"),
    ("Access Point (AP): setup", "en"),
    ("Kontakt (dpa) - Redaktion", "de"),
    ("Asociación de Futbolistas Profesionales (AFP) - Comunicado", "es"),
    ("Anti-aliasing (AA) - Options", "en"),
    ("Alcoholics Anonymous (AA) - Meetings", "en"),
    ("EFE: Evaluación", "es"),
    ("BMW (AG) - Der Konzern", "de"),
    ("Standard Temperature and Pressure (STP) - x", "en"),
    ("TOTAL (EUR) - Amount", "en"),
    ("PRECIO (USD) - Lista", "es"),
    ("Wet op de (TT) - x", "nl"),
    ("Hari ini (antara) - x", "id"),
    ("Transitorische Tachykardie (TT) - x", "de"),
    ("The Associated Press (AP) - The agency has a bridge.", "en"),
    ("KIJK (LIVE) - De brug gaat open.", "nl"),
    ("AMSTERDAM IS VOL - Waar moet de brug heen?", "nl"),
    ("ACMEA (ACMA) - Shares of the builder rose.", "en"),
    ("ING (INGA) - Het aandeel steeg.", "nl"),
    ("SAP (DAX) - Die Aktie stieg.", "de"),
    ("(사진=연합뉴스) 다리가 열렸다.", "ko"),
    ("Ann Porter (Tulsa) - The engineer spoke.", "en"),
    ("Van onze redacteur hoort de krant dit - Het is waar.", "nl"),
    ("EN DIRECT - Le pont ouvre.", "fr"),
    ("OPINIÓN - Por qué el puente debe volver.", "es"),
    ("TRIBUNE - Pourquoi un pont.", "fr"),
    ("KORT NIEUWS - De brug is open.", "nl"),
    ("CHAPTER ONE - In which a bridge opens.", "en"),
]

DATES = [
    ("LISSABON, 3 maart 2026 (Lusa) - De brug", "3 maart 2026"),
    ("Nantes, 1er mars (AFP) - Le pont", "1er mars"),
    ("Porto, 14 de março de 2026 (Lusa) – A ponte", "14 de março de 2026"),
    ("Graz, 15.3.2026 (APA) - Die Brücke", "15.3.2026"),
    ("GENT 15/06 (BELGA) = De brug", "15/06"),
    ("Ottawa, Dec. 20, 2025 (AFP) - The bridge", "Dec. 20, 2025"),
    ("(ANSA) - PISA, 1 LUG - Il ponte", "1 LUG"),
    ("ТОМСК, 3 апреля. /ТАСС/. Мост", "3 апреля"),
    ("新华社成都1月27日电 大桥", "1月27日"),
    ("Szeged, 2026. március 14. (MTI) - A híd", "2026. március 14."),
    ("PLZEŇ 3. června (ČTK) - Most", "3. června"),
]


@pytest.mark.parametrize(("line", "place", "credit", "language"), DATELINES, ids=lambda value: str(value)[:30])
def test_a_dateline_is_told_in_its_parts(line: str, place: str, credit: str, language: str) -> None:
    """Place and credits come back as they are printed, without the marks around them."""
    dateline, _ = split(line, languages=[language])
    assert dateline is not None
    assert (dateline.place or "", ",".join(dateline.credits)) == (place, credit)


@pytest.mark.parametrize(("line", "place", "credit", "language"), DATELINES, ids=lambda value: str(value)[:30])
def test_a_dateline_needs_no_language(line: str, place: str, credit: str, language: str) -> None:
    """A dateline is told whether or not the language of its text is known."""
    assert split(line)[0] == split(line, languages=[language])[0]


@pytest.mark.parametrize(("line", "language"), TRAPS, ids=lambda value: str(value)[:40])
def test_what_is_no_dateline_is_left_alone(line: str, language: str) -> None:
    """A text that only looks as if a dateline opened it comes back whole."""
    assert split(line, languages=[language]) == (None, line)


@pytest.mark.parametrize(("line", "date"), DATES, ids=lambda value: str(value)[:30])
def test_the_date_is_kept_as_printed(line: str, date: str) -> None:
    """The date in a dateline is kept verbatim, for dating to read."""
    dateline, _ = split(line)
    assert dateline is not None
    assert dateline.date_text == date


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("ZWOLLE (ANP) - De brug is open.", "De brug is open."),
        ("Lugano (sda)\xa0- Die Brücke ist offen.", "Die Brücke ist offen."),
        ("Murcia, 14 mar (EFE).- El puente está abierto.", "El puente está abierto."),
        ("Lausanne (ats afp) Le pont est ouvert.", "Le pont est ouvert."),
        ("TULSA, Oklahoma (AP) _ The bridge is open.", "The bridge is open."),
        ("By Ann Porter and Joe Hill TULSA (Reuters) -   The bridge is open.", "The bridge is open."),
        ("N i e u w bericht, vervangt: ZWOLLE (ANP) - De brug is open.", "De brug is open."),
        ("(수원=연합뉴스) 김하늘 기자 = 다리가 열렸다.", "다리가 열렸다."),
        ("新华社成都1月27日电（记者王小明、李雷）大桥通车。", "大桥通车。"),
        ("  ZWOLLE (ANP) - De brug\nis open.", "De brug\nis open."),
        ("ZWOLLE, 3 maart (ANP)", ""),
    ],
)
def test_the_rest_is_the_text_without_its_dateline(line: str, rest: str) -> None:
    """What follows the dateline comes back untouched; a byline or notice before it goes with it."""
    assert split(line)[1] == rest


@pytest.mark.parametrize(
    "mark", [" - ", "-", " – ", " — ", " -- ", " = ", ".- ", ": ", ". ", " ― ", " − ", " ‑ ", " | ", "\n- "]
)
@pytest.mark.parametrize("credit", ["(ANP)", "( ANP )", "[ANP]", "（ANP）", "\xa0(ANP)", "\u200e(ANP)"])
@pytest.mark.parametrize("place", ["ZWOLLE", "Zwolle", "\ufeffZWOLLE", "Door Jan Smit\nZWOLLE", "Correctie: ZWOLLE"])
def test_marks_of_any_kind(place: str, credit: str, mark: str) -> None:
    """Whatever brackets and dashes an editor's program makes, and whatever it leaves unseen, the parts are told."""
    dateline, rest = split(f"{place} {credit}{mark}De brug is open.")
    assert dateline is not None
    assert (dateline.place or "").casefold() == "zwolle"
    assert (dateline.credits, rest) == (("ANP",), "De brug is open.")


def test_what_stands_before_a_dateline_is_told() -> None:
    """A byline before a dateline keeps its place in the text, and one inside it is named."""
    before = find("Door Jan Smit ZWOLLE (ANP) - De brug is open.")
    inside = find("(수원=연합뉴스) 김하늘 기자 = 다리가 열렸다.")
    assert before is not None
    assert inside is not None
    assert before.start == len("Door Jan Smit ")
    assert inside.byline == "김하늘 기자"


def test_slashes_join_places_and_credits() -> None:
    """A slash between places or credits parts the credits and leaves the place as it is printed."""
    assert split("Halle/Saale (dpa/sa) - Die Brücke ist offen.")[0] == Dateline("Halle/Saale", ("dpa", "sa"))
    assert split("KIEV/MINSK (ANP/AFP/RTR) - De brug is open.")[0] == Dateline("KIEV/MINSK", ("ANP", "AFP", "RTR"))


@pytest.mark.parametrize(
    "text",
    [
        "A " * 5000,
        "(" * 5000,
        "(AP" * 2000,
        "ZWOLLE, " * 2000,
        "12 " * 5000,
        "jan 3 " * 3000,
        "/a" * 5000,
        " - " * 5000,
        "By " * 5000 + "ZWOLLE (ANP) - x",
        "【" * 3000,
        "社" * 5000,
        "ZWOLLE" + " " * 9000 + "(ANP) - x",
    ],
    ids=lambda text: text[:8],
)
def test_long_and_hostile_texts_are_cut_before_they_are_read(text: str) -> None:
    """Only the head of a text is looked at: what lies far behind changes nothing."""
    assert split(text)[0] == split(text + " en nog (ANP) - meer")[0]


@given(st.text(max_size=200))
def test_any_text_comes_back_whole(text: str) -> None:
    """Whatever the text, either no dateline is found and it comes back as it is, or the rest is its end."""
    dateline, rest = split(text)
    assert text.endswith(rest)
    assert dateline is not None or rest == text


@given(
    st.sampled_from(["ZWOLLE", "Zwolle", "DEN HELDER", "São Luís", "ŁÓDŹ", "KYIV"]),
    st.sampled_from(["ANP", "AFP/RTR", "dpa", "Reuters", "ANP/dpa/AFP"]),
    st.sampled_from([" - ", " – ", " — ", " = ", " _ ", ".- ", ": ", "\xa0- "]),
    st.sampled_from(["", ", 3 maart", ", Jan. 3, 2026", " 15/06"]),
)
def test_parts_are_independent(place: str, credit: str, mark: str, date: str) -> None:
    """Any place, date, credit and mark of the usual kinds make a dateline together."""
    dateline, rest = split(f"{place}{date} ({credit}){mark}De brug is open.", languages=("nl",))
    assert dateline == Dateline(place, tuple(credit.split("/")), date.strip(" ,") or None)
    assert rest == "De brug is open."


def test_two_letters_alone() -> None:
    """A national agency of two letters opens a text without a dash in its own language only."""
    assert split("(TT) Bron är öppen igen.", languages=["sv"]) == (Dateline(None, ("TT",)), "Bron är öppen igen.")
    assert split("(TT) The bridge is open again.", languages=["pt"])[0] is None
