"""Sentences that mean nothing, of the lengths that people write."""

from dataclasses import dataclass
from pathlib import Path
from random import Random

_WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()

_SENTENCES = 2_000
_SENTENCES_IN_PARAGRAPH = 6
_LENGTH_OF_POST = 4_000


@dataclass(frozen=True, slots=True)
class Text:
    markdown: str
    html: str
    text: str


class Writer:
    """Writes the same texts in every run."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._sentences = [self._sentence() for _ in range(_SENTENCES)]

    def title(self) -> str:
        return " ".join(self._random.choices(_WORDS, k=7)).capitalize()

    def brief(self) -> str:
        return " ".join(self._random.choices(self._sentences, k=3))

    def post(self) -> Text:
        paragraphs: list[str] = []
        length = 0
        while length < _LENGTH_OF_POST:
            paragraph = " ".join(self._random.choices(self._sentences, k=_SENTENCES_IN_PARAGRAPH))
            paragraphs.append(paragraph)
            length += len(paragraph) + 2
        return self._of(paragraphs)

    def comment(self) -> Text:
        return self._of([self._random.choice(self._sentences)])

    def _sentence(self) -> str:
        words = self._random.choices(_WORDS, k=self._random.randint(6, 14))
        return f"{' '.join(words).capitalize()}."

    @staticmethod
    def _of(paragraphs: list[str]) -> Text:
        plain = "\n\n".join(paragraphs)
        html = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        return Text(markdown=plain, html=html, text=plain)
