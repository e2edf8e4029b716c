"""Invented wire-text pages in the shapes that news sites print."""

from __future__ import annotations

from dataclasses import dataclass

NAMES = {"nl": ("Meer uit", "uur geleden"), "en": ("More from", "hours ago"), "de": ("Mehr aus", "Stunden")}


@dataclass(frozen=True)
class Story:
    """A teaser: its place, its text, how many hours ago."""

    place: str
    text: str
    hours: int
    credits: str = "XNP"

    @property
    def printed(self) -> str:
        """As the wire prints it."""
        return f"{self.place} ({self.credits}) - {self.text}"


MAIN = (
    "Burgemeester opent nieuwe brug over de Linge\n"
    "OUDEKERK (XNP/QTR) - De burgemeester van Oudekerk heeft vrijdagochtend de nieuwe brug over de Linge geopend, "
    "na een verbouwing die langer duurde dan gepland. Dat meldde de gemeente.\n"
    "Woensdag reden de eerste bussen al over de brug, die plaats biedt aan auto's en fietsers.\n"
    "De oude brug dateerde uit 1961 en wordt nog twee jaar bewaard.\n"
)

STORIES = (
    Story(
        "ALMEN",
        "De raad van Almen heeft na lang overleg ingestemd met de bouw van een zwembad. De bouw begint in mei.",
        3,
    ),
    Story(
        "VORDEN",
        "Het museum van Vorden krijgt 1,2 miljoen euro voor een nieuwe vleugel. Dat heeft de provincie besloten.",
        4,
        "XNP/QTR",
    ),
    Story(
        "VORDEN",
        "Een brand heeft een schuur bij Vorden verwoest, maar niemand raakte gewond. De oorzaak wordt onderzocht.",
        4,
    ),
    Story(
        "BAAK",
        "De molen van Baak draait weer, voor het eerst in vijftien jaar. Vrijwilligers hebben de wieken hersteld.",
        6,
    ),
)


def page(stories: tuple[Story, ...] = STORIES, *, main: str = MAIN, section: str = "Streek", later: int = 0) -> str:
    """A page with a main article and teasers whose ages are glued to the next dateline; `later` hours later."""
    glued = "".join(f"{story.printed}\n{story.hours + later} uur geleden" for story in stories)
    return f"{main}Meer uit {section}\n{glued}"
